package dev.millrace.system;

import dev.millrace.devstack.Database;
import dev.millrace.testsupport.probe.KafkaProbe;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The invariants that hold once the system is quiet, whatever happened before. */
final class Invariants {
    private Invariants() {}

    /** Waits until all orders of the customer are decided, then checks credit, messages and history. */
    static void hold(UUID customer) {
        everyOrderIsDecided(customer);
        creditIsWhatTheOrdersHold(customer);
        everyEventIsOnKafkaOnceInOrder(customer);
        theHistoryIsWhatTheOrdersAre(customer);
    }

    private static void everyOrderIsDecided(UUID customer) {
        await().atMost(Millrace.TIMEOUT)
                .untilAsserted(() -> assertThat(Millrace.orders(customer))
                        .allSatisfy(order -> assertThat(order.state()).isIn(Millrace.DECIDED)));
    }

    private static void creditIsWhatTheOrdersHold(UUID customer) {
        Response credit = Millrace.get("/api/customers/" + customer);
        BigDecimal limit = new BigDecimal(credit.<String>path("creditLimit.amount"));
        BigDecimal available = new BigDecimal(credit.<String>path("availableCredit.amount"));
        BigDecimal held = Millrace.orders(customer).stream()
                .filter(OrderSummary::holdsCredit)
                .map(order -> order.total().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(limit.subtract(available)).isEqualByComparingTo(held);
        assertThat(available).isNotNegative();
    }

    private static void everyEventIsOnKafkaOnceInOrder(UUID customer) {
        try (KafkaProbe kafka = Millrace.kafka()) {
            List<UUID> orders =
                    Millrace.orders(customer).stream().map(OrderSummary::id).toList();
            await().atMost(Millrace.TIMEOUT).untilAsserted(() -> {
                List<ConsumerRecord<String, byte[]>> customers = kafka.committed("customer.events");
                assertThat(typesOf(customers, customer))
                        .isEqualTo(Millrace.outbox(Database.CUSTOMERS).types(customer));
                List<ConsumerRecord<String, byte[]>> published = kafka.committed("order.events");
                assertThat(orders)
                        .allSatisfy(order -> assertThat(typesOf(published, order))
                                .isEqualTo(Millrace.outbox(Database.ORDERS).types(order)));
            });
        }
    }

    private static void theHistoryIsWhatTheOrdersAre(UUID customer) {
        await().atMost(Millrace.TIMEOUT)
                .untilAsserted(() -> assertThat(History.of(customer))
                        .containsExactlyInAnyOrderElementsOf(Millrace.orders(customer)));
    }

    private static List<String> typesOf(List<ConsumerRecord<String, byte[]>> records, UUID key) {
        return records.stream()
                .filter(record -> key.toString().equals(record.key()))
                .map(record -> KafkaProbe.header(record, "ce_type"))
                .toList();
    }
}
