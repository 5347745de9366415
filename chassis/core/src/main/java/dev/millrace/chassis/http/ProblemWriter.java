package dev.millrace.chassis.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.errors.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

/** Answers with a problem before a request has reached its resource. */
@ApplicationScoped
class ProblemWriter {
    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    void end(RoutingContext request, int status, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        Problem problem = new Problem(
                Problem.BLANK,
                known.getReasonPhrase(),
                status,
                detail,
                request.normalizedPath(),
                RequestId.current(),
                null);
        try {
            request.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
