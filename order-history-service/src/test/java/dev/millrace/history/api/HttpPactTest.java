package dev.millrace.history.api;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.V4Interaction.SynchronousHttp;
import dev.millrace.history.Events;
import dev.millrace.history.OrderHistoryServiceTest;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.contracts.PactFile;
import dev.millrace.testsupport.contracts.PactVerification;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.history.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The running service against what the callers of its resources rely on. */
@OrderHistoryServiceTest
class HttpPactTest {
    private static final String CUSTOMER = "01a1fd2f-0000-7000-8000-000000000001";
    private static final String ORDER = "01a1fd2f-0000-7000-8000-000000000100";

    @Test
    void shouldAnswerAsItsConsumersRelyOn() {
        UUID order = UUID.randomUUID();
        UUID customer = UUID.randomUUID();
        try (Events events = new Events(DevStackResource.stack().bootstrapServers())) {
            events.customerCreated(customer, "Ada");
            events.orderCreated(order, customer);
        }
        await().untilAsserted(() ->
                as(CLERK).get("/orders/" + order + "/history").then().statusCode(200));
        List<Interaction> pacts = PactFile.interactions("order-history-service", "http");
        assertThat(pacts).isNotEmpty();
        for (Interaction pact : pacts) {
            SynchronousHttp interaction = (SynchronousHttp) pact;
            Map<String, String> ids = Map.of(CUSTOMER, customer.toString(), ORDER, order.toString());
            Response answer = PactVerification.send(interaction, as(CLERK), ids);
            assertThat(PactVerification.mismatches(interaction, answer))
                    .as("%s: %s", interaction.getDescription(), answer.asString())
                    .isEmpty();
            String renamed = answer.asString().replace("\"orderId\"", "\"order\"");
            assertThat(PactVerification.mismatches(interaction, 200, answer, renamed))
                    .as("a renamed field")
                    .isNotEmpty();
        }
    }
}
