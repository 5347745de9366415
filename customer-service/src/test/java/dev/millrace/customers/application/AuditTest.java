package dev.millrace.customers.application;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.AuditProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.customers.api.CustomerRequests.as;
import static dev.millrace.customers.api.CustomerRequests.customerWith;
import static dev.millrace.customers.api.CustomerRequests.registered;
import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@CustomerServiceTest
class AuditTest {
    private static final Money ONE = Money.of("1.00", "EUR");
    private static final Money FIVE = Money.of("5.00", "EUR");

    @Inject
    CreditService credit;

    @ConfigProperty(name = "identity.issuer")
    String issuer;

    private final UUID order = UUID.randomUUID();
    private AuditProbe audit;
    private OutboxProbe outbox;
    private UUID customer;

    @BeforeEach
    void register() {
        String url = DevStackResource.stack().jdbcUrl(Database.CUSTOMERS);
        audit = new AuditProbe(url, Database.CUSTOMERS.owner());
        outbox = OutboxProbe.of(Database.CUSTOMERS);
        customer = registered("4.00");
    }

    @Test
    void shouldLeaveNoWriteUnaudited() {
        UUID never = UUID.randomUUID();
        credit.reserve(customer, order, ONE, null);
        credit.reserve(customer, UUID.randomUUID(), FIVE, null);
        credit.reserve(customer, UUID.randomUUID(), ONE, "mallory");
        credit.change(command(customer), Money.of("2.00", "EUR"), null);
        credit.change(command(customer), FIVE, null);
        credit.release(command(customer));
        credit.release(new SagaCommand(UUID.randomUUID(), "c", never, customer));
        UUID nobody = UUID.randomUUID();
        credit.reserve(nobody, order, ONE, null);

        assertThat(audit.unaudited("customer", "id", customer)).isZero();
        assertThat(audit.unaudited("credit_event", "customer_id", customer)).isZero();
        assertThat(audit.unaudited("credit_event", "customer_id", nobody)).isZero();
        assertThat(audit.actions(customer)).isEqualTo(outbox.types(customer)).hasSize(6);
        assertThat(audit.actions(order)).isEqualTo(outbox.types(order)).hasSize(3);
        assertThat(audit.actions(never)).containsExactly("order.credit-released-reply.v1");
    }

    @Test
    void shouldTellWhoDidWhatByWhichRequestAndWhatItWasBefore() {
        Response registration = as("carol-" + order, "customer")
                .header("X-Request-Id", "r-" + order)
                .contentType("application/json")
                .body(customerWith("4.00"))
                .post("/customers");
        UUID carol = UUID.fromString(registration.path("id"));
        credit.reserve(carol, order, ONE, null);
        Response entries = as(ADMIN).get("/audit?aggregate=" + carol);
        entries.then()
                .statusCode(200)
                .body("items.action", contains("customer.credit-reserved.v1", "customer.created.v1"))
                .body("items[1].subject", equalTo("carol-" + order))
                .body("items[1].issuer", equalTo(issuer))
                .body("items[1].requestId", equalTo("r-" + order))
                .body("items[1].before", nullValue())
                .body("items[1].occurredAt", notNullValue())
                .body("items[0].before", equalTo(entries.path("items[1].after")))
                .body(
                        "items[0].after",
                        equalTo(digest(outbox.rows(carol).getLast().payload())));
        as(ADMIN).get("/audit?actor=carol-" + order).then().body("items.aggregateId", contains(carol.toString()));
    }

    @Test
    void shouldPageAndFilterByTime() {
        credit.reserve(customer, order, ONE, null);
        String all = "/audit?aggregate=" + customer;
        Response newest = as(ADMIN).get(all + "&limit=1");
        newest.then().body("items.action", contains("customer.credit-reserved.v1"));
        as(ADMIN)
                .get(all + "&limit=1&after=" + newest.path("next"))
                .then()
                .body("items.action", contains("customer.created.v1"))
                .body("next", nullValue());
        assertThat(as(ADMIN)
                        .queryParam("to", newest.<String>path("items[0].occurredAt"))
                        .get(all)
                        .<List<String>>path("items.action"))
                .containsExactly("customer.created.v1");
        assertThat(as(ADMIN)
                        .queryParam("from", newest.<String>path("items[0].occurredAt"))
                        .get(all)
                        .<List<String>>path("items.action"))
                .containsExactly("customer.credit-reserved.v1");
        as(ADMIN).get("/audit?from=yesterday").then().statusCode(400).body("violations[0].field", equalTo("from"));
        as(ADMIN).get("/audit?aggregate=x").then().statusCode(400);
        as(CLERK).get("/audit").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE audit_log SET subject = 'bob'", "DELETE FROM audit_log", "TRUNCATE audit_log"})
    void shouldNotLetTheServiceChangeTheLog(String statement) {
        assertThat(audit.refusal(statement)).contains("permission denied for table audit_log");
    }

    private SagaCommand command(UUID customer) {
        return new SagaCommand(UUID.randomUUID(), "c", order, customer);
    }

    private static String digest(String payload) {
        try {
            byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
