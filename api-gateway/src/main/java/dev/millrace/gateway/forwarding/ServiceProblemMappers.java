package dev.millrace.gateway.forwarding;

import dev.millrace.chassis.errors.Problems;
import io.smallrye.stork.api.NoServiceInstanceFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Responses to the client when a call to a service fails. */
class ServiceProblemMappers {
    private static final Logger LOG = Logger.getLogger(ServiceProblemMappers.class);
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final String REPEAT = " Repeat the call later.";

    static final String NOT_CALLED =
            "The service behind this resource has been failing and is not called for a moment." + REPEAT;

    @ServerExceptionMapper
    Response unreachable(TransportFailure e, UriInfo uri) {
        LOG.warnf("A service gave no answer: %s", e.getMessage());
        return unavailable(uri, "The service behind this resource gave no answer.");
    }

    @ServerExceptionMapper
    Response failed(ServiceFailure e) {
        LOG.warn(e.getMessage());
        return ResponseForwarder.pass(e.answer());
    }

    @ServerExceptionMapper
    Response unknown(NoServiceInstanceFoundException e, UriInfo uri) {
        LOG.warnf("No instance of a service is known: %s", e.getMessage());
        return unavailable(uri, "No instance of the service behind this resource is known.");
    }

    @ServerExceptionMapper
    Response open(CircuitBreakerOpenException e, UriInfo uri) {
        return refused(uri, NOT_CALLED);
    }

    @ServerExceptionMapper
    Response full(BulkheadException e, UriInfo uri) {
        return unavailable(uri, "The service behind this resource cannot accept more requests now.");
    }

    @ServerExceptionMapper
    Response late(TimeoutException e, UriInfo uri) {
        LOG.warnf("A service did not answer in time: %s", e.getMessage());
        return Problems.of(uri, 504, "The service behind this resource did not answer in time.");
    }

    private static Response unavailable(UriInfo uri, String detail) {
        return refused(uri, detail + REPEAT);
    }

    private static Response refused(UriInfo uri, String detail) {
        return Response.fromResponse(Problems.of(uri, 503, detail))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
