package dev.millrace.system;

import dev.millrace.devstack.Database;
import dev.millrace.system.SystemState.Account;
import dev.millrace.system.SystemState.Event;
import dev.millrace.testsupport.probe.CommittedRecords;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the state through the API, from the outboxes and from Kafka. */
final class SystemStateReader {
    /** Topic of each aggregate type, as the relay is configured. */
    private static final Map<String, String> TOPICS = Map.of(
            "order", "order.events",
            "customer", "customer.events",
            "customer-command", "customer.commands",
            "order-reply", "order.replies");

    private static final Pattern CUSTOMER = Pattern.compile("\"customerId\":\"([^\"]+)\"");

    private static final CommittedRecords PUBLISHED = Millrace.committed(TOPICS.values());

    private SystemStateReader() {}

    static SystemState read(Set<UUID> customers) {
        Map<UUID, List<OrderSummary>> orders = orders(customers);
        Set<String> keys = Stream.concat(
                        customers.stream(),
                        orders.values().stream().flatMap(List::stream).map(OrderSummary::id))
                .map(UUID::toString)
                .collect(Collectors.toSet());
        return new SystemState(
                accounts(customers), orders, each(customers, History::of), committed(keys), published(keys));
    }

    static Map<UUID, List<OrderSummary>> orders(Set<UUID> customers) {
        return each(customers, Millrace::orders);
    }

    static Map<UUID, Account> accounts(Set<UUID> customers) {
        return each(customers, SystemStateReader::account);
    }

    private static <T> Map<UUID, T> each(Set<UUID> customers, Function<UUID, T> read) {
        return customers.stream().collect(Collectors.toMap(customer -> customer, read));
    }

    private static Account account(UUID customer) {
        Response credit = Millrace.get("/api/customers/" + customer);
        credit.then().statusCode(200);
        return new Account(
                new BigDecimal(credit.<String>path("creditLimit.amount")),
                new BigDecimal(credit.<String>path("availableCredit.amount")),
                lowestCredit(customer));
    }

    private static BigDecimal lowestCredit(UUID customer) {
        List<String> available = new ArrayList<>();
        String after = "";
        while (after != null) {
            Response page = Millrace.get("/api/customers/" + customer + "/credit/events?limit=100" + after);
            page.then().statusCode(200);
            available.addAll(page.<List<String>>path("items.available.amount"));
            Number next = page.path("next");
            after = next == null ? null : "&after=" + next;
        }
        return available.stream()
                .map(BigDecimal::new)
                .min(BigDecimal::compareTo)
                .orElseThrow();
    }

    private static List<Event> committed(Set<String> keys) {
        return Stream.of(Database.ORDERS, Database.CUSTOMERS)
                .flatMap(database -> Millrace.outbox(database).rows().stream())
                .filter(row -> isAbout(keys, row.aggregateId(), row.payload()))
                .map(SystemStateReader::event)
                .toList();
    }

    private static Event event(OutboxProbe.Row row) {
        return new Event(
                TOPICS.get(row.aggregateType()), row.aggregateId(), row.id().toString(), row.type());
    }

    private static List<Event> published(Set<String> keys) {
        return PUBLISHED.read().stream()
                .filter(record -> isAbout(keys, record.key(), text(record)))
                .map(record -> new Event(
                        record.topic(),
                        record.key(),
                        KafkaProbe.header(record, "ce_id"),
                        KafkaProbe.header(record, "ce_type")))
                .toList();
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
    }

    /** An event of an order that no longer exists, or never did, names its customer. */
    private static boolean isAbout(Set<String> keys, String key, String payload) {
        Matcher customer = CUSTOMER.matcher(payload);
        return keys.contains(key) || customer.find() && keys.contains(customer.group(1));
    }
}
