package dev.millrace.devstack.kafka;

import dev.millrace.devstack.DevStack;
import dev.millrace.devstack.probe.KafkaProbe;
import dev.millrace.devstack.process.ProcessFailed;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeadLettersTest {

    @Test
    void shouldSendEachLetterBackOnceAsItWasWhenReplayed() {
        try (DevStack stack = DevStack.start();
                KafkaProbe kafka = new KafkaProbe(stack.bootstrapServers())) {
            UUID key = UUID.randomUUID();
            Map<String, String> parked =
                    Map.of("ce_id", "7", "dead-letter-topic", "customer.events", "dead-letter-reason", "no such order");
            kafka.send("order-service.dlq", key, parked, "{\"a\":1}");

            DeadLetters letters = new DeadLetters(stack.bootstrapServers(), "order-service");
            assertThat(letters.replay()).isEqualTo(1);
            assertThat(letters.replay()).isZero();

            assertThat(kafka.committed("customer.events")).singleElement().satisfies(record -> {
                assertThat(record.key()).isEqualTo(key.toString());
                assertThat(new String(record.value())).isEqualTo("{\"a\":1}");
                assertThat(record.headers())
                        .singleElement()
                        .satisfies(header -> assertThat(header.key()).isEqualTo("ce_id"));
            });

            kafka.send("order-service.dlq", key, Map.of(), "of unknown origin");
            assertThatThrownBy(letters::replay)
                    .isInstanceOf(ProcessFailed.class)
                    .hasMessageContaining("offset 1 of order-service.dlq");
            assertThat(kafka.committed("customer.events")).hasSize(1);
        }
    }
}
