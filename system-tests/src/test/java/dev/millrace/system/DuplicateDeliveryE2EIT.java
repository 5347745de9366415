package dev.millrace.system;

import dev.millrace.testsupport.probe.KafkaProbe;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import static dev.millrace.system.Millrace.customer;
import static dev.millrace.system.Millrace.placed;
import static org.assertj.core.api.Assertions.assertThat;

class DuplicateDeliveryE2EIT {
    @Test
    void shouldChangeNothingWhenEveryMessageIsDeliveredAgain() {
        UUID customer = customer("5.00");
        for (int i = 0; i < 8; i++) {
            placed(customer, "1.00");
        }
        Invariants.hold(customer);
        List<OrderSummary> before = Millrace.orders(customer);
        String creditBefore = Millrace.availableCredit(customer);

        try (KafkaProbe kafka = Millrace.kafka()) {
            Set<String> dead = deadLetters(kafka);
            Stream.of("order.events", "customer.events")
                    .flatMap(topic -> kafka.committed(topic).stream())
                    .map(record -> new ProducerRecord<>(
                            record.topic(), null, null, record.key(), record.value(), record.headers()))
                    .forEach(kafka::send);
            UUID afterwards = placed(customer, "100.00");
            Millrace.awaitState(afterwards, "REJECTED");

            assertThat(Millrace.orders(customer)).containsAll(before).hasSize(before.size() + 1);
            assertThat(Millrace.availableCredit(customer)).isEqualTo(creditBefore);
            assertThat(deadLetters(kafka)).isEqualTo(dead);
        }
    }

    /** Ids of the messages that are parked; one that is parked again stays one. */
    private static Set<String> deadLetters(KafkaProbe kafka) {
        return Stream.of("order-service.dlq", "customer-service.dlq")
                .flatMap(topic -> kafka.committed(topic).stream())
                .map(letter -> KafkaProbe.header(letter, "ce_id"))
                .collect(Collectors.toSet());
    }
}
