package dev.millrace.relay;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Positions;
import dev.millrace.relay.support.Published;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeTest {
    private static final DevStack STACK = DevStackResource.stack();

    /** Uses a topic of its own: among the order events of a running Millrace this event would be a poison message. */
    @Test
    void shouldPublishTheExampleWithTheRouteThatGoesWithIt() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String example = readme.split("```sql\n")[1].split("```")[0];
        assertThat(readme).contains("RELAY_ROUTES_INVOICE=invoice.events");
        assertThat(Files.readString(Path.of("src/main/resources/application.properties")))
                .doesNotContain("relay.routes.invoice");

        Outbox outbox = new Outbox(STACK, Database.ORDERS).renew();
        Positions.forget(STACK, "orders");
        Map<String, String> settings = new HashMap<>(RunningRelay.settings(STACK, Database.ORDERS));
        settings.put("relay.routes.invoice", "invoice.events");
        try (var relay = RunningRelay.start(settings).awaitLeading();
                var published = new Published(STACK, "invoice.events")) {
            outbox.execute(Database.ORDERS.owner(), example);
            ConsumerRecord<String, String> record = published.await(1).getFirst();
            assertThat(record.key()).isEqualTo("4711");
            assertThat(record.value()).isEqualTo("{\"total\": 25}");
            assertThat(relay.counter("relay.events.parked")).isZero();
        }
    }
}
