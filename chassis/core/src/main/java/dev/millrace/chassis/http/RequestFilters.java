package dev.millrace.chassis.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.errors.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What happens to every request before it is routed, so that also a refusal carries the request's id. */
@ApplicationScoped
class RequestFilters {
    private static final int REQUEST_ID_FIRST = 1_000;
    private static final int THEN_BODY_LIMIT = 900;

    private final ObjectMapper json;
    private final long maxBody;

    RequestFilters(
            ObjectMapper json, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize) {
        this.json = json;
        this.maxBody = maxBodySize.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::giveId, REQUEST_ID_FIRST);
        filters.register(this::limitBody, THEN_BODY_LIMIT);
    }

    private void giveId(RoutingContext request) {
        String id = RequestId.adopt(request.request().getHeader(RequestId.HEADER));
        request.response().putHeader(RequestId.HEADER, id);
        request.next();
    }

    private void limitBody(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= maxBody) {
            request.next();
            return;
        }
        request.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close");
        request.response()
                .end(tooLarge(request.normalizedPath()))
                .onComplete(sent -> request.request().connection().close());
    }

    private String tooLarge(String path) {
        try {
            return json.writeValueAsString(new Problem(
                    Problem.BLANK,
                    "Content Too Large",
                    413,
                    "The body is larger than " + maxBody + " bytes.",
                    path,
                    RequestId.current(),
                    null));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
