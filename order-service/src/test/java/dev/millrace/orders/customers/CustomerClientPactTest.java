package dev.millrace.orders.customers;

import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.contracts.PactFile;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.junit.jupiter.api.Test;

import static au.com.dius.pact.consumer.ConsumerPactRunnerKt.runConsumerTest;
import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What order-service relies on in customer-service's resources, as its pact. */
@OrderServiceTest
class CustomerClientPactTest {
    private static final UUID CUSTOMER = UUID.fromString("01a1fd2f-0000-7000-8000-000000000001");
    private static final UUID NOBODY = UUID.fromString("01a1fd2f-0000-7000-8000-000000000404");

    @Test
    void shouldReadTheCurrencyAndTellAnUnknownCustomer() {
        V4Pact pact = new PactBuilder("order-service", "customer-service", PactSpecVersion.V4)
                .usingLegacyDsl()
                .given("a customer", Map.of("id", CUSTOMER.toString()))
                .uponReceiving("a request for a customer")
                .method("GET")
                .path("/customers/" + CUSTOMER)
                .willRespondWith()
                .status(200)
                .body(newJsonBody(body ->
                                body.object("creditLimit", limit -> limit.stringMatcher("currency", "[A-Z]{3}", "EUR")))
                        .build())
                .uponReceiving("a request for a customer who does not exist")
                .method("GET")
                .path("/customers/" + NOBODY)
                .willRespondWith()
                .status(404)
                .toPact(V4Pact.class);
        PactVerificationResult result = runConsumerTest(
                pact, MockProviderConfig.httpConfig("127.0.0.1", 0, PactSpecVersion.V4), (provider, context) -> {
                    CustomerClient client = RestClientBuilder.newBuilder()
                            .baseUri(URI.create(provider.getUrl()))
                            .build(CustomerClient.class);
                    assertThat(client.get(CUSTOMER).creditLimit().currency()).isEqualTo("EUR");
                    assertThatThrownBy(() -> client.get(NOBODY)).isInstanceOf(UnknownCustomer.class);
                    return provider;
                });
        assertThat(result).isInstanceOf(PactVerificationResult.Ok.class);
        PactFile.requireCommitted(pact, "http");
    }
}
