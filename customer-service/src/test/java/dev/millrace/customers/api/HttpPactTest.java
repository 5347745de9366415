package dev.millrace.customers.api;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.V4Interaction.SynchronousHttp;
import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.testsupport.contracts.PactFile;
import dev.millrace.testsupport.contracts.PactVerification;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static dev.millrace.customers.api.CustomerRequests.as;
import static dev.millrace.customers.api.CustomerRequests.registered;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static org.assertj.core.api.Assertions.assertThat;

/** The running service against what the callers of its resources rely on. */
@CustomerServiceTest
class HttpPactTest {
    private static final String CUSTOMER = "01a1fd2f-0000-7000-8000-000000000001";

    @Test
    void shouldAnswerAsItsConsumersRelyOn() {
        Map<String, String> ids = Map.of(CUSTOMER, registered("100.00").toString());
        List<Interaction> pacts = PactFile.interactions("customer-service", "http");
        assertThat(pacts).hasSizeGreaterThan(1);
        for (Interaction pact : pacts) {
            SynchronousHttp interaction = (SynchronousHttp) pact;
            Response answer = PactVerification.send(interaction, as(CLERK), ids);
            assertThat(PactVerification.mismatches(interaction, answer))
                    .as("%s: %s", interaction.getDescription(), answer.asString())
                    .isEmpty();
            if (answer.statusCode() == 200) {
                String renamed =
                        answer.asString().replace("creditLimit", "limit").replace("currency", "unit");
                assertThat(PactVerification.mismatches(interaction, 200, answer, renamed))
                        .as("a renamed field")
                        .isNotEmpty();
            }
        }
    }
}
