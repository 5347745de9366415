package dev.millrace.relay.health;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LagMonitorTest {
    private static final DevStack STACK = DevStackResource.stack();
    private static final String NAME = "lag-monitor";

    private final Outbox outbox = new Outbox(STACK, Database.ORDERS);

    @Test
    void shouldKeepItsConnectionAndReplaceABrokenOne() throws Exception {
        outbox.renew();
        LagMonitor monitor = new LagMonitor(
                RunningRelay.source(RunningRelay.settings(STACK, Database.ORDERS), Database.ORDERS, NAME));
        try {
            monitor.measure();
            List<String> first = sessions("pid");
            monitor.measure();
            assertThat(sessions("pid")).hasSize(1).isEqualTo(first);

            sessions("pg_terminate_backend(pid, 5000)");
            monitor.measure();
            assertThat(monitor.last()).isEmpty();
            monitor.measure();
            assertThat(monitor.last()).isPresent();
            assertThat(sessions("pid")).hasSize(1).isNotEqualTo(first);
        } finally {
            monitor.stop();
        }
    }

    private List<String> sessions(String what) throws SQLException {
        return outbox.query(
                Credentials.RELAY,
                "SELECT %s FROM pg_stat_activity WHERE application_name = 'outbox-relay %s'".formatted(what, NAME));
    }
}
