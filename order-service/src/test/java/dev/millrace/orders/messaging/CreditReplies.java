package dev.millrace.orders.messaging;

import dev.millrace.devstack.Database;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** A double of customer-service for sagas: reads commands from the outbox and sends replies through Kafka. */
public final class CreditReplies implements AutoCloseable {
    static final String RESERVED = "order.credit-reserved-reply.v1";
    static final String REFUSED = "order.credit-refused-reply.v1";
    static final String RELEASED = "order.credit-released-reply.v1";

    private static final Pattern SAGA = Pattern.compile("\"sagaId\":\"([^\"]+)\"");

    private final KafkaProbe kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
    private final OutboxProbe outbox = OutboxProbe.of(Database.ORDERS);

    List<OutboxProbe.Row> commands(UUID customer) {
        return outbox.rows(customer);
    }

    public OutboxProbe.Row lastCommand(UUID customer) {
        return commands(customer).getLast();
    }

    void reply(String type, UUID order, OutboxProbe.Row command, String owner) {
        kafka.send("order.replies", order, type, body(order, command, owner));
    }

    public void reply(String type, UUID order, UUID customer) {
        reply(type, order, lastCommand(customer), "alice");
    }

    /** A reply with the time of the participant's clock. */
    void replyAt(Instant time, String type, UUID order, UUID customer) {
        Map<String, String> headers = Map.of(
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_type",
                type,
                "ce_source",
                "/test",
                "ce_time",
                time.toString());
        kafka.send("order.replies", order, headers, body(order, lastCommand(customer), "alice"));
    }

    static String body(UUID order, OutboxProbe.Row command, String owner) {
        return """
                {"sagaId": "%s", "commandId": "%s", "orderId": "%s", "reason": "CREDIT_LIMIT_EXCEEDED", "owner": "%s"}""".formatted(sagaOf(command), command.id(), order, owner);
    }

    public static String sagaOf(OutboxProbe.Row command) {
        Matcher saga = SAGA.matcher(command.payload());
        assertThat(saga.find()).as(command.payload()).isTrue();
        return saga.group(1);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
