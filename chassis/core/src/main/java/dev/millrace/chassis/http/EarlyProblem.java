package dev.millrace.chassis.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.context.RequestId;
import dev.millrace.chassis.errors.Problem;
import dev.millrace.chassis.errors.Violation;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Answers a request with a problem before it reaches a resource. */
@ApplicationScoped
class EarlyProblem {
    private final ObjectMapper json;

    EarlyProblem(ObjectMapper json) {
        this.json = json;
    }

    void answer(RoutingContext request, int status, String title, String detail) {
        answer(request, status, Problem.BLANK, title, detail, null);
    }

    void answer(RoutingContext request, Violation violation) {
        String detail = violation.field() + " " + violation.message() + ".";
        answer(request, 400, Problem.INVALID_INPUT, "Bad Request", detail, List.of(violation));
    }

    private void answer(
            RoutingContext request, int status, String type, String title, String detail, List<Violation> violations) {
        Problem problem =
                new Problem(type, title, status, detail, request.normalizedPath(), RequestId.current(), violations);
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
