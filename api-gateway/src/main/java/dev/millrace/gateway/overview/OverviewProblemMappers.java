package dev.millrace.gateway.overview;

import dev.millrace.chassis.errors.Problems;
import dev.millrace.gateway.forwarding.ResponseForwarder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Responses to the client when there is no overview. */
class OverviewProblemMappers {
    private static final int RETRY_AFTER_SECONDS = 1;

    @ServerExceptionMapper
    Response refused(Refusal e) {
        return ResponseForwarder.pass(e.answer());
    }

    @ServerExceptionMapper
    Response empty(NoPartAvailable e, UriInfo uri) {
        return Response.fromResponse(
                        Problems.of(uri, 503, "No part of the overview is available now. Repeat the call later."))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
