package dev.millrace.history.api;

import dev.millrace.chassis.errors.Problems;
import dev.millrace.history.application.NoPendingGeneration;
import dev.millrace.history.application.ProjectionBehind;
import dev.millrace.history.application.RebuildUnavailable;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Problem responses for the exceptions of this service. */
class HistoryProblemMappers {
    private static final int RETRY_AFTER_SECONDS = 1;

    @ServerExceptionMapper
    Response noLog(RebuildUnavailable e, UriInfo uri) {
        return Problems.of(uri, 409, e.getMessage());
    }

    @ServerExceptionMapper
    Response nothingHeld(NoPendingGeneration e, UriInfo uri) {
        return Problems.of(uri, 409, e.getMessage());
    }

    @ServerExceptionMapper
    Response behind(ProjectionBehind e, UriInfo uri) {
        return Response.fromResponse(Problems.of(uri, 503, e.getMessage()))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
