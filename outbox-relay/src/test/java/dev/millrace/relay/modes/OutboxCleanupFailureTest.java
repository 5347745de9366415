package dev.millrace.relay.modes;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.postgres.SourceDatabase;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Formatter;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The work is repeated each second; a failure is not logged each second. */
class OutboxCleanupFailureTest {
    private static final DevStack STACK = DevStackResource.stack();
    private static final Logger LOGGER = Logger.getLogger(OutboxCleanup.class.getName());
    private static final long END_OF_THE_LOG = -1; // LSNs are unsigned

    private final Outbox outbox = new Outbox(STACK, Database.ORDERS);
    private final Log log = new Log();
    private RuntimeException bug;
    private OutboxCleanup cleanup;

    @BeforeEach
    void startTheChecks() throws Exception {
        outbox.renew();
        LOGGER.addHandler(log);
        SourceDatabase source =
                RunningRelay.source(RunningRelay.settings(STACK, Database.ORDERS), Database.ORDERS, "orders");
        cleanup = new OutboxCleanup(source, Duration.ofHours(1), Duration.ZERO, moment -> {
            if (bug != null) {
                throw bug;
            }
        });
        cleanup.watchLog(new LogPosition("slot", END_OF_THE_LOG, 0, null, null, null), ids -> Set.of(), lost -> {});
    }

    @AfterEach
    void end() {
        cleanup.close();
        LOGGER.removeHandler(log);
    }

    @Test
    void shouldLogAFailureOfTheDatabaseWhenItBeginsAndWhenItIsOver() throws Exception {
        outbox.execute(Database.ORDERS.owner(), "DROP TABLE outbox CASCADE");
        works(3);
        assertThat(log.lines).singleElement().satisfies(line -> {
            assertThat(line.text()).contains("outbox\" does not exist");
            assertThat(line.thrown()).isNull();
        });
        outbox.renew();
        works(3);
        assertThat(log.lines).hasSize(2);
        assertThat(log.lines.getLast().text()).isEqualTo("orders: published rows are removed again");
    }

    @Test
    void shouldLogAnUnexpectedExceptionWhenItBeginsAndWhenItChanges() {
        RuntimeException first = bug = new IllegalStateException("one bug");
        works(3);
        RuntimeException second = bug = new IllegalStateException("another bug");
        works(3);
        bug = null;
        works(1);
        bug = second;
        works(1);
        assertThat(log.lines).extracting(Line::thrown).containsExactly(first, second, null, second);
    }

    private void works(int times) {
        for (int i = 0; i < times; i++) {
            cleanup.work();
        }
    }

    private record Line(String text, Throwable thrown) {}

    private static final class Log extends ExtHandler {
        private final Formatter message = new PatternFormatter("%s");
        private final List<Line> lines = new ArrayList<>();

        @Override
        protected void doPublish(ExtLogRecord line) {
            lines.add(new Line(message.format(line), line.getThrown()));
        }
    }
}
