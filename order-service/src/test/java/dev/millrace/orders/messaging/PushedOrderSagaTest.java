package dev.millrace.orders.messaging;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.V4Interaction.AsynchronousMessage;
import dev.millrace.contracts.OrderEventTypes;
import dev.millrace.devstack.Database;
import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.contracts.MessageContract;
import dev.millrace.testsupport.contracts.PactFile;
import dev.millrace.testsupport.contracts.PactVerification;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.decisionOn;
import static dev.millrace.orders.api.OrderRequests.linesOf;
import static dev.millrace.orders.api.OrderRequests.placed;
import static dev.millrace.orders.api.OrderRequests.revise;
import static dev.millrace.orders.api.OrderRequests.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

/** The create-order saga with the customer's events pushed over HTTP, and new orders published in the second version. */
@OrderServiceTest
@TestProfile(PushedOrderSagaTest.PushMode.class)
class PushedOrderSagaTest {
    public static class PushMode implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("messaging.mode", "push", "orders.messages.created-version", "2");
        }
    }

    private static final String RESERVED = "customer.credit-reserved.v1";
    private static final String EXCEEDED = "customer.credit-limit-exceeded.v1";

    private final UUID customer = UUID.randomUUID();
    private UUID order;

    @BeforeEach
    void place() {
        order = placed(customer);
    }

    @Test
    void shouldApproveOnceWhenTheSameReservationIsPushedTwice() {
        String id = UUID.randomUUID().toString();
        push(id, RESERVED, decisionOn(order)).statusCode(204);
        push(id, RESERVED, decisionOn(order)).statusCode(204);
        assertThat(stateOf(order)).isEqualTo("APPROVED");
        assertThat(outbox().types(order)).containsExactly("order.created.v2", "order.approved.v1");
    }

    @Test
    void shouldAnnounceANewOrderAsItsContractAndItsConsumersSay() {
        String payload = outbox().rows(order).getFirst().payload();
        assertThat(MessageContract.in(Path.of("contract")).violations(OrderEventTypes.CREATED_V2, payload))
                .isEmpty();
        List<Interaction> pacts = PactFile.interactions("order-service", "messages");
        pacts.removeIf(pact -> !pact.getDescription().equals(OrderEventTypes.CREATED_V2));
        assertThat(pacts)
                .hasSize(2)
                .allSatisfy(pact -> assertThat(PactVerification.mismatches((AsynchronousMessage) pact, payload))
                        .isEmpty());
    }

    @Test
    void shouldAskForAnotherPushWhenTheOrderHasBeenDecidedOtherwise() {
        push(RESERVED, order).statusCode(204);
        push(EXCEEDED, order).statusCode(500);
        assertThat(stateOf(order)).isEqualTo("APPROVED");
    }

    @Test
    void shouldTakeASagaOnOnceWhenTheSameReplyIsPushedTwice() {
        push(RESERVED, order).statusCode(204);
        revise(order, linesOf("9.00", "EUR")).statusCode(202);
        OutboxProbe.Row command = outbox().rows(customer).getLast();
        String id = UUID.randomUUID().toString();
        String reply = CreditReplies.body(order, command, "alice");
        push(id, CreditReplies.RESERVED, reply).statusCode(204);
        push(id, CreditReplies.RESERVED, reply).statusCode(204);
        assertThat(stateOf(order)).isEqualTo("APPROVED");
        assertThat(outbox().types(order)).endsWith("order.revision-requested.v1", "order.revised.v1");
    }

    @Test
    void shouldBeWokenByAPing() {
        push("dev.knative.sources.ping", order).statusCode(204);
    }

    @Test
    void shouldDoNothingWhenTheTypeIsLeftOnPurpose() {
        push("customer.created.v1", order).statusCode(204);
    }

    @Test
    void shouldRefuseForEverWhenTheTypeIsUnknown() {
        push("customer.renamed.v1", order).statusCode(422);
    }

    private OutboxProbe outbox() {
        return OutboxProbe.of(Database.ORDERS);
    }

    private static ValidatableResponse push(String type, UUID order) {
        return push(UUID.randomUUID().toString(), type, decisionOn(order));
    }

    private static ValidatableResponse push(String id, String type, String body) {
        return as("kafka-source", "event-source")
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-type", type)
                .header("ce-source", "/customer-service")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/events")
                .then();
    }
}
