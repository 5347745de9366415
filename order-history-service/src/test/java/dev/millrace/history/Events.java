package dev.millrace.history;

import dev.millrace.testsupport.probe.KafkaProbe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Sends the events of order-service and customer-service. */
public final class Events implements AutoCloseable {
    public static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final KafkaProbe kafka;

    public Events(String bootstrapServers) {
        kafka = new KafkaProbe(bootstrapServers);
    }

    public KafkaProbe kafka() {
        return kafka;
    }

    public String customerCreated(UUID customer, String name) {
        return customerCreated(customer, name, null);
    }

    public String customerCreated(UUID customer, String name, String owner) {
        return send("customer.events", customer, "customer.created.v1", Map.of(), """
                {"customerId": "%s", "name": "%s", "email": "a@example.com", "owner": %s}""".formatted(
                        customer, name, json(owner)));
    }

    public String creditReserved(UUID customer, UUID order) {
        return send(
                "customer.events", customer, "customer.credit-reserved.v1", Map.of(), """
                {"customerId": "%s", "orderId": "%s"}""".formatted(customer, order));
    }

    public String orderCreated(UUID order, UUID customer, String sku, Instant createdAt) {
        return orderCreated(order, customer, sku, createdAt, null);
    }

    public String orderCreated(UUID order, UUID customer, String sku, Instant createdAt, String owner) {
        return send(
                "order.events",
                order,
                "order.created.v1",
                Map.of("ce_requestid", "r-1", "ce_actor", "ada"),
                """
                {"orderId": "%s", "customerId": "%s", "version": 0, "createdAt": "%s", "owner": %s,
                 "lines": [{"sku": "%s", "quantity": 1, "unitPrice": {"amount": "2.50", "currency": "EUR"}}],
                 "total": {"amount": "2.50", "currency": "EUR"}}""".formatted(order, customer, createdAt, json(owner), sku));
    }

    public String orderCreated(UUID order, UUID customer) {
        return orderCreated(order, customer, "tea", Instant.now());
    }

    public String orderCreated(UUID order, UUID customer, String owner) {
        return orderCreated(order, customer, "tea", Instant.now(), owner);
    }

    public String orderApproved(UUID order, UUID customer, String cause) {
        return moved(order, customer, "order.approved.v1", 1, Map.of("ce_causationid", cause), "");
    }

    /** The approval of an order that a clerk placed, once customer-service has told the owner. */
    public String orderApprovedFor(UUID order, UUID customer, String owner) {
        return moved(order, customer, "order.approved.v1", 1, Map.of(), ", \"owner\": " + json(owner));
    }

    public String orderRejected(UUID order, UUID customer, String cause) {
        return moved(order, customer, "order.rejected.v1", 1, Map.of("ce_causationid", cause), """
                , "reason": "CREDIT_LIMIT_EXCEEDED\"""");
    }

    public String creditReservationChanged(UUID customer, UUID order) {
        return send("customer.events", customer, "customer.credit-reservation-changed.v1", Map.of(), """
                {"customerId": "%s", "orderId": "%s", "owner": null,
                 "amount": {"amount": "3.00", "currency": "EUR"}, "previous": {"amount": "2.50", "currency": "EUR"}}""".formatted(
                        customer, order));
    }

    public String orderRevised(UUID order, UUID customer, int version, String lines, String cause) {
        return moved(order, customer, "order.revised.v1", version, Map.of("ce_causationid", cause), lines);
    }

    public String orderMoved(UUID order, UUID customer, String type, int version, String more) {
        return moved(order, customer, type, version, Map.of(), more);
    }

    /**
     * Sends one of each kind of record that no consumer can parse or the database refuses.
     *
     * @return how many were sent
     */
    public int unreadable(UUID id) {
        List<Runnable> kinds = List.of(
                () -> kafka.send("order.events", id, Map.of(), "no event"),
                () -> send("order.events", id, "order.painted.v1", Map.of(), "{}"),
                () -> send("order.events", id, "order.created.v1", Map.of(), "{\"lines\": [null]}"),
                () -> send("customer.events", id, "customer.created.v1", Map.of(), "[]"),
                () -> customerCreated(id, "no text \\u0000 of PostgreSQL"));
        kinds.forEach(Runnable::run);
        return kinds.size();
    }

    private String moved(
            UUID order, UUID customer, String type, int version, Map<String, String> envelope, String more) {
        return send("order.events", order, type, envelope, """
                {"orderId": "%s", "customerId": "%s", "version": %d%s}""".formatted(order, customer, version, more));
    }

    private String send(String topic, UUID subject, String type, Map<String, String> envelope, String json) {
        String id = UUID.randomUUID().toString();
        Map<String, String> headers = new TreeMap<>(envelope);
        headers.putAll(Map.of(
                "ce_id",
                id,
                "ce_type",
                type,
                "ce_source",
                "/test",
                "ce_time",
                Instant.now().toString(),
                "traceparent",
                "00-" + TRACE + "-b7ad6b7169203331-01"));
        kafka.send(topic, subject, headers, json);
        return id;
    }

    private static String json(String text) {
        return text == null ? null : '"' + text + '"';
    }

    @Override
    public void close() {
        kafka.close();
    }
}
