package dev.millrace.system;

import dev.millrace.devstack.Database;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static dev.millrace.system.Millrace.awaitState;
import static dev.millrace.system.Millrace.customer;
import static dev.millrace.system.Millrace.order;
import static dev.millrace.system.Millrace.place;
import static dev.millrace.system.Millrace.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

class CreateOrderE2EIT {
    private static final Pattern TRACE = Pattern.compile("00-([0-9a-f]{32})-");

    @Test
    void shouldApproveWhenTheCreditCoversTheOrder() {
        UUID customer = customer("100.00");
        Response answer = place(customer, "40.00");
        answer.then().statusCode(201).body("state", equalTo("PENDING")).header("Location", startsWith("/api/orders/"));
        UUID order = UUID.fromString(answer.path("id"));
        assertThat(answer.header("Location")).endsWith("/api/orders/" + order);
        awaitState(order, "APPROVED");
        assertThat(Millrace.availableCredit(customer)).isEqualTo("60.00");
        Invariants.hold(customer);
    }

    @Test
    void shouldRejectWhenTheCreditDoesNotCoverTheOrder() {
        UUID customer = customer("100.00");
        UUID order = placed(customer, "100.01");
        awaitState(order, "REJECTED");
        order(order).then().body("rejectionReason", equalTo("CREDIT_LIMIT_EXCEEDED"));
        Invariants.hold(customer);
    }

    @Test
    void shouldRejectWhenThereIsNoSuchCustomer() {
        UUID order = placed(UUID.randomUUID(), "1.00");
        awaitState(order, "REJECTED");
        order(order).then().body("rejectionReason", equalTo("CUSTOMER_NOT_FOUND"));
    }

    @Test
    void shouldRefuseAtOnceWhenTheCurrencyIsNotTheCustomers() {
        String body = """
                {"customerId": "%s", "lines": [
                  {"sku": "tea", "quantity": 1, "unitPrice": {"amount": "1", "currency": "USD"}}]}""".formatted(customer("100.00"));
        Millrace.post("/api/orders", body)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("lines[0].unitPrice.currency"))
                .body("requestId", notNullValue());
    }

    @Test
    void shouldApproveExactlyWhatFitsWhen200OrdersCompete() throws Exception {
        UUID customer = customer("75.00");
        Callable<UUID> call = () -> placed(customer, "1.00");
        try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
            List<Future<UUID>> calls =
                    clients.invokeAll(Stream.generate(() -> call).limit(200).toList());
            for (Future<UUID> each : calls) {
                each.get();
            }
        }
        Invariants.hold(customer);
        assertThat(Millrace.orders(customer)).hasSize(200);
        assertThat(Millrace.orders(customer))
                .filteredOn(OrderSummary::holdsCredit)
                .hasSize(75);
        assertThat(Millrace.availableCredit(customer)).isEqualTo("0.00");
    }

    @Test
    void shouldKeepOneTraceFromTheRequestToTheDecision() {
        UUID customer = customer("100.00");
        UUID order = placed(customer, "1.00");
        awaitState(order, "APPROVED");
        List<String> traces = Millrace.outbox(Database.ORDERS).rows(order).stream()
                .map(CreateOrderE2EIT::traceOf)
                .toList();
        OutboxProbe.Row reserved =
                Millrace.outbox(Database.CUSTOMERS).rows(customer).getLast();
        assertThat(reserved.type()).isEqualTo("customer.credit-reserved.v1");
        assertThat(traces).hasSize(2).allMatch(traceOf(reserved)::equals);
    }

    private static String traceOf(OutboxProbe.Row row) {
        Matcher traceparent = TRACE.matcher(row.headers());
        assertThat(traceparent.find()).as(row.headers()).isTrue();
        return traceparent.group(1);
    }
}
