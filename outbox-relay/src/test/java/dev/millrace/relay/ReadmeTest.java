package dev.millrace.relay;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.command.CommandFixture;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Positions;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Follows the five minutes of README.md: its commands, its settings and its statement. */
class ReadmeTest {
    private static final DevStack STACK = DevStackResource.stack();
    private static final String OWNERS_PART = "-- As the owner";

    private final Outbox database = new Outbox(STACK, Database.ORDERS);
    private final String readme;

    ReadmeTest() throws Exception {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void shouldPublishTheExampleAfterTheStepsThatGoWithIt() throws Exception {
        Positions.forget(STACK, "billing");
        database.renew();
        database.execute(
                Database.ORDERS.owner(),
                "DROP PUBLICATION outbox; DROP SCHEMA IF EXISTS billing CASCADE; CREATE SCHEMA billing");
        Map<String, String> settings = settings();
        assertThat(check(settings, 1)).contains("billing: ").doesNotContain("billing: ready");

        String sql = sql();
        database.execute(Credentials.SUPERUSER, sql.substring(0, sql.indexOf(OWNERS_PART)));
        database.execute(Database.ORDERS.owner(), sql.substring(sql.indexOf(OWNERS_PART)));
        assertThat(check(settings, 0)).isEqualTo(block("```\nKafka"));

        try (var relay = RunningRelay.start(settings).awaitLeading();
                var published = new Published(STACK, "invoice.events")) {
            database.execute(Database.ORDERS.owner(), block("```sql\n"));
            ConsumerRecord<String, String> record = published.await(1).getFirst();
            assertThat(withoutIdAndTime(text(record))).isEqualTo(withoutIdAndTime(block("```\n4711")));
            assertThat(relay.counter("relay.events.parked")).isZero();
        } finally {
            database.execute(Database.ORDERS.owner(), "DROP SCHEMA billing CASCADE");
        }
    }

    private static String text(ConsumerRecord<String, String> record) {
        StringBuilder text = new StringBuilder("%s %s\n".formatted(record.key(), record.value()));
        record.headers()
                .forEach(header ->
                        text.append("  %s: %s\n".formatted(header.key(), new String(header.value(), UTF_8))));
        return text.toString();
    }

    private static String withoutIdAndTime(String record) {
        return record.replaceAll("ce_id: [0-9a-f-]{36}", "ce_id: …")
                .replaceAll("ce_time: [-0-9]{10}T[0-9:]{8}(\\.\\d+)?Z", "ce_time: …");
    }

    /** What {@code relay sql} prints with the options in README.md. */
    private String sql() {
        String command = readme.split("relay sql ")[1].split(" >")[0];
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThat(CommandFixture.sql(List.of(command.split(" ")), new PrintStream(printed, true, UTF_8)))
                .isZero();
        return printed.toString(UTF_8);
    }

    private static String check(Map<String, String> settings, int expected) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThat(CommandFixture.check(settings, new PrintStream(printed, true, UTF_8)))
                .isEqualTo(expected);
        return printed.toString(UTF_8);
    }

    /** The file in README.md, with the addresses of the servers here. */
    private Map<String, String> settings() throws Exception {
        Properties file = new Properties();
        file.load(new StringReader(block("```properties\n")));
        Map<String, String> settings = new HashMap<>();
        file.stringPropertyNames().forEach(name -> settings.put(name, file.getProperty(name)));
        assertThat(settings.put("kafka.bootstrap.servers", STACK.bootstrapServers()))
                .isEqualTo("localhost:9092");
        assertThat(settings.put("relay.sources.billing.jdbc-url", STACK.jdbcUrl(Database.ORDERS)))
                .isEqualTo("jdbc:postgresql://localhost:5432/billing");
        return settings;
    }

    private String block(String begin) {
        String text = readme.split(begin)[1].split("```")[0];
        return begin.startsWith("```\n") ? begin.substring("```\n".length()) + text : text;
    }
}
