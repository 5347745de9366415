package dev.millrace.chassis.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.context.RequestId;
import dev.millrace.chassis.errors.Problem;
import dev.millrace.chassis.errors.Violation;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes problem responses to requests that are rejected before they reach a resource. */
@ApplicationScoped
public class ProblemWriter {
    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    public void end(RoutingContext request, int status, String detail) {
        end(request, status, Problem.BLANK, detail, null);
    }

    void end(RoutingContext request, Violation violation) {
        String detail = violation.field() + " " + violation.message() + ".";
        end(request, 400, Problem.INVALID_INPUT, detail, List.of(violation));
    }

    private void end(
            RoutingContext request, int status, String type, String detail, @Nullable List<Violation> violations) {
        Problem problem = new Problem(
                type, title(status), status, detail, request.normalizedPath(), RequestId.current(), violations);
        try {
            request.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Jakarta REST still uses the former name of 413. */
    private static String title(int status) {
        return status == 413
                ? "Content Too Large"
                : Response.Status.fromStatusCode(status).getReasonPhrase();
    }
}
