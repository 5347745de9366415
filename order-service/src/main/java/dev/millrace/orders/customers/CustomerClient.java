package dev.millrace.orders.customers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.millrace.chassis.http.RequestIdClientFilter;
import dev.millrace.chassis.security.BearerClientFilter;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** Client for the resource of customer-service that a new order is checked against. */
@RegisterRestClient(configKey = "customer-service")
@RegisterProvider(RequestIdClientFilter.class)
@RegisterProvider(BearerClientFilter.class)
@Path("/customers")
interface CustomerClient {
    @GET
    @Path("/{id}")
    // only a lost connection is retried, on another instance; error responses and time-outs are not
    @Retry(
            maxRetries = 1,
            delay = 10,
            jitter = 10,
            abortOn = {
                UnknownCustomer.class,
                WebApplicationException.class,
                TimeoutException.class,
                CircuitBreakerOpenException.class
            })
    // 404 is a response, not a failure: it must not open the circuit breaker
    @CircuitBreaker(requestVolumeThreshold = 10, delay = 2_000, skipOn = UnknownCustomer.class)
    CustomerPart get(@PathParam("id") UUID id);

    @ClientExceptionMapper
    static @Nullable RuntimeException failure(Response answer) {
        return answer.getStatus() == 404 ? new UnknownCustomer() : null;
    }

    /** The properties of a customer that are used here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CustomerPart(Credit creditLimit) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Credit(String currency) {}
}
