package dev.millrace.customers.api;

import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.customers.api.CustomerRequests.as;
import static dev.millrace.customers.api.CustomerRequests.customerWith;
import static dev.millrace.customers.api.CustomerRequests.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@CustomerServiceTest
class OwnershipTest {
    private static final String BODY = customerWith("100.00");

    private final String alice = "alice-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();

    @Test
    void shouldSeeAndListOnlyThemselfWhenACustomer() {
        String own = register(alice, null).then().statusCode(201).extract().path("id");
        String others = register(bob, null).then().statusCode(201).extract().path("id");
        UUID clerks = registered("1.00");

        get(alice, own).then().statusCode(200).body("id", equalTo(own));
        get(alice, others).then().statusCode(404).body("detail", equalTo("There is no customer " + others + "."));
        get(alice, clerks).then().statusCode(404);
        assertThat(as(alice, "customer").get("/customers").<List<String>>path("items.id"))
                .containsExactly(own);
        assertThat(as("nobody", "customer").get("/customers").<List<String>>path("items.id"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = DemoUser.class,
            names = {"CLERK", "ADMIN"})
    void shouldSeeEveryoneWhenAClerkOrAnAdmin(DemoUser user) {
        String alices = register(alice, null).path("id");
        as(user).get("/customers/" + alices).then().statusCode(200);
        assertThat(as(user).get("/customers").<List<String>>path("items.id")).contains(alices);
    }

    @Test
    void shouldAnswer409WhenRegisteredAlreadyAndTheSameRecordUnderTheSameKey() {
        String first = register(alice, "k").then().statusCode(201).extract().path("id");
        register(alice, "k").then().statusCode(201).body("id", equalTo(first));
        register(alice, "another")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:millrace:problem:already-exists"));
        register(alice, null).then().statusCode(409);
        assertThat(register(bob, "k").then().statusCode(201).extract().<String>path("id"))
                .isNotEqualTo(first);
    }

    @Test
    void shouldRegisterOnceWhenTheSameSubjectComesAtOnce() throws Exception {
        Callable<Integer> call = () -> register(alice, null).statusCode();
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            assertThat(callers.invokeAll(Stream.generate(() -> call).limit(4).toList()))
                    .extracting(Future::get)
                    .containsExactlyInAnyOrder(201, 409, 409, 409);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "guest"})
    void shouldAnswer403WhenTheRoleMayNotRegister(String role) {
        as(alice, role)
                .contentType(ContentType.JSON)
                .body(BODY)
                .post("/customers")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void shouldNameActorAndOwnerInTheEventWhenRegistered() {
        UUID own = UUID.fromString(register(alice, null).path("id"));
        assertThat(OutboxProbe.of(Database.CUSTOMERS).rows(own)).singleElement().satisfies(row -> {
            assertThat(row.headers()).contains("\"ce_actor\":\"" + alice + "\"");
            assertThat(row.payload()).contains("\"owner\":\"" + alice + "\"");
        });
    }

    private static Response register(String subject, String key) {
        var call = as(subject, "customer").contentType(ContentType.JSON).body(BODY);
        return (key == null ? call : call.header("Idempotency-Key", key)).post("/customers");
    }

    private static Response get(String subject, Object id) {
        return as(subject, "customer").get("/customers/" + id);
    }
}
