package dev.millrace.orders.api;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.V4Interaction.SynchronousHttp;
import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.contracts.PactFile;
import dev.millrace.testsupport.contracts.PactVerification;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.placed;
import static org.assertj.core.api.Assertions.assertThat;

/** The running service against what the callers of its resources rely on. */
@OrderServiceTest
class HttpPactTest {
    private static final String CUSTOMER = "01a1fd2f-0000-7000-8000-000000000001";
    private static final String ORDER = "01a1fd2f-0000-7000-8000-000000000100";

    @Test
    void shouldAnswerAsItsConsumersRelyOn() {
        UUID customer = UUID.randomUUID();
        Map<String, String> ids =
                Map.of(CUSTOMER, customer.toString(), ORDER, placed(customer).toString());
        List<Interaction> pacts = PactFile.interactions("order-service", "http");
        assertThat(pacts).hasSizeGreaterThan(1);
        for (Interaction pact : pacts) {
            SynchronousHttp interaction = (SynchronousHttp) pact;
            Response answer = PactVerification.send(interaction, as(CLERK), ids);
            assertThat(PactVerification.mismatches(interaction, answer))
                    .as("%s: %s", interaction.getDescription(), answer.asString())
                    .isEmpty();
            if (answer.statusCode() < 300) {
                String renamed = answer.asString().replace("\"state\"", "\"status\"");
                assertThat(PactVerification.mismatches(interaction, answer.statusCode(), answer, renamed))
                        .as("a renamed field")
                        .isNotEmpty();
            }
        }
    }
}
