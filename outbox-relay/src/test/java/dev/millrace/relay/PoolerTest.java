package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.command.CommandFixture;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.PgBouncer;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@EnabledIf(
        value = "dev.millrace.relay.support.PgBouncer#isInstalled",
        disabledReason = "PgBouncer is not installed (Debian: apt-get install pgbouncer)")
class PoolerTest {
    private static final DevStack STACK = DevStackResource.stack();

    private final Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
    private Outbox outbox;

    @BeforeEach
    void renew() throws Exception {
        outbox = Outbox.fresh(STACK, Database.ORDERS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        log-tailing | session     | extra_float_digits             | unsupported startup parameter: replication
        log-tailing | transaction | extra_float_digits             | so that no lock holds
        polling     | transaction | extra_float_digits             | so that no lock holds
        log-tailing | session     | extra_float_digits,replication | does not pass the replication protocol on
        """)
    void shouldSayThatAPoolerIsInBetween(String mode, String pooling, String ignored, String reason) throws Exception {
        settings.put("relay.mode", mode);
        try (var pooler = PgBouncer.start(STACK, pooling, ignored)) {
            settings.put("relay.sources.orders.jdbc-url", pooler.jdbcUrl());
            assertThat(check())
                    .contains(
                            "orders: " + pooler.jdbcUrl().replaceAll(".*//|/.*", "") + " is a connection pooler",
                            reason,
                            "let relay.sources.orders.jdbc-url name the PostgreSQL server itself");
            try (var relay = RunningRelay.start(settings)) {
                relay.awaitReason(Database.ORDERS, reason);
            }
        }
    }

    /** PgBouncer before 1.23 refuses replication; later ones pass it on. */
    @Test
    void shouldPollThroughAPoolerThatKeepsSessions() throws Exception {
        settings.put("relay.mode", "polling");
        try (var pooler = PgBouncer.start(STACK, "session", "extra_float_digits")) {
            settings.put("relay.sources.orders.jdbc-url", pooler.jdbcUrl());
            assertThat(check()).contains("orders: ready");
            try (var published = new Published(STACK, "order.events");
                    var relay = RunningRelay.start(settings).awaitLeading()) {
                outbox.publish("o-1", "1");
                published.awaitExactly("1");
                assertThat(relay.leads()).isEqualTo(1);
            }
        }
    }

    private String check() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandFixture.check(settings, new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8);
    }
}
