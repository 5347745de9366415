package dev.millrace.customers.messaging;

import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.customers.api.CustomerRequests.availableCreditOf;
import static dev.millrace.customers.api.CustomerRequests.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@CustomerServiceTest
class CreditCommandsTest {
    private static final String RESERVED_REPLY = "order.credit-reserved-reply.v1";
    private static final String REFUSED_REPLY = "order.credit-refused-reply.v1";
    private static final String RELEASED_REPLY = "order.credit-released-reply.v1";

    private final UUID order = UUID.randomUUID();
    private final UUID saga = UUID.randomUUID();
    private UUID customer;
    private KafkaProbe kafka;
    private OutboxProbe outbox;

    @BeforeEach
    void connect() {
        kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
        outbox = OutboxProbe.of(Database.CUSTOMERS);
        customer = registered("10.00");
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void shouldMakeTheOrderHoldExactlyTheTotalAndTellTheSaga() {
        String first = reserve(saga, "4.00");
        reserve(UUID.randomUUID(), "9.00");
        awaitReplies(RESERVED_REPLY, RESERVED_REPLY);
        assertThat(availableCreditOf(customer)).isEqualTo("1.00");
        assertThat(outbox.rows(order).getFirst().payload())
                .contains("\"sagaId\":\"" + saga + "\"", "\"commandId\":\"" + first + "\"");
        assertThat(outbox.types(customer))
                .containsExactly(
                        "customer.created.v1", "customer.credit-reserved.v1", "customer.credit-reservation-changed.v1");
        assertThat(outbox.rows(customer).getLast().payload())
                .contains("\"previous\":{\"amount\":\"4.00\",\"currency\":\"EUR\"}");
    }

    @Test
    void shouldGoBackToTheFormerTotalWhenTheSagaCompensates() {
        reserve(UUID.randomUUID(), "4.00");
        reserve(saga, "9.00");
        reserve(saga, "4.00");
        reserve(saga, "9.00");
        awaitReplies(RESERVED_REPLY, RESERVED_REPLY, RESERVED_REPLY, RESERVED_REPLY);
        assertThat(availableCreditOf(customer)).isEqualTo("6.00");
    }

    @Test
    void shouldLeaveTheOrderAsItIsAndSayWhyWhenThereIsNotEnough() {
        reserve(UUID.randomUUID(), "4.00");
        reserve(saga, "10.01");
        reserve(saga, "10.01");
        awaitReplies(RESERVED_REPLY, REFUSED_REPLY, REFUSED_REPLY);
        assertThat(availableCreditOf(customer)).isEqualTo("6.00");
        assertThat(outbox.rows(order).getLast().payload()).contains("\"reason\":\"CREDIT_LIMIT_EXCEEDED\"");
        assertThat(outbox.types(customer)).containsExactly("customer.created.v1", "customer.credit-reserved.v1");
    }

    @Test
    void shouldReleaseOnceAndRefuseWhateverComesLater() {
        reserve(saga, "4.00");
        release(customer);
        release(customer);
        reserve(UUID.randomUUID(), "1.00");
        awaitReplies(RESERVED_REPLY, RELEASED_REPLY, RELEASED_REPLY, REFUSED_REPLY);
        assertThat(availableCreditOf(customer)).isEqualTo("10.00");
        assertThat(outbox.rows(order).getLast().payload()).contains("\"reason\":\"RESERVATION_CLOSED\"");
        assertThat(outbox.types(customer))
                .containsExactly("customer.created.v1", "customer.credit-reserved.v1", "customer.credit-released.v1");
    }

    @Test
    void shouldAnswerTheSagaWhenThereIsNoSuchCustomer() {
        customer = UUID.randomUUID();
        reserve(saga, "4.00");
        release(customer);
        awaitReplies(REFUSED_REPLY, RELEASED_REPLY);
        assertThat(outbox.rows(order).getFirst().payload()).contains("\"reason\":\"CUSTOMER_NOT_FOUND\"");
        assertThat(outbox.types(customer)).isEmpty();
    }

    @Test
    void shouldParkACommandThatNamesNoSagaOrAsksForLessThanNothing() {
        List<String> parked =
                List.of(send("customer.reserve-credit.v1", """
                        {"orderId": "%s", "customerId": "%s", "total": {"amount": "1.00", "currency": "EUR"}}""".formatted(order, customer)), reserve(saga, "-1.00"));
        release(customer);
        awaitReplies(RELEASED_REPLY);
        await().untilAsserted(() -> assertThat(kafka.committed("customer-service.dlq"))
                .extracting(dead -> KafkaProbe.header(dead, "ce_id"))
                .containsAll(parked));
    }

    private String reserve(UUID saga, String total) {
        return send("customer.reserve-credit.v1", """
                {"sagaId": "%s", "orderId": "%s", "customerId": "%s", "total": {"amount": "%s", "currency": "EUR"},
                 "owner": null}""".formatted(saga, order, customer, total));
    }

    private void release(UUID customer) {
        send("customer.release-credit.v1", """
                {"sagaId": "%s", "orderId": "%s", "customerId": "%s"}""".formatted(saga, order, customer));
    }

    private String send(String type, String json) {
        return kafka.send("customer.commands", customer, type, json);
    }

    private void awaitReplies(String... types) {
        await().untilAsserted(() -> assertThat(outbox.types(order)).isEqualTo(List.of(types)));
    }
}
