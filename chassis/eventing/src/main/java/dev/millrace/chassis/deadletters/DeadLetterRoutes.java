package dev.millrace.chassis.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.errors.Problem;
import dev.millrace.chassis.messaging.TransientDatabaseFailure;
import dev.millrace.chassis.operations.ManagementRoutes;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters on the management port: {@code GET /q/dlq} lists the parked messages, {@code GET /q/dlq/{id}} returns
 * one with headers and data, {@code POST /q/dlq/{id}/replay} replays it, {@code DELETE /q/dlq/{id}} discards it. The
 * last two are for operators ({@link dev.millrace.chassis.operations.OperatorGuard}).
 *
 * <p>Errors are problem+json. 404: no such parked message. 409: the message must not take effect any more. 422: the
 * replay failed again. 503: the database or Kafka is unavailable.
 */
@ApplicationScoped
class DeadLetterRoutes {
    private static final Logger LOG = Logger.getLogger(DeadLetterRoutes.class);
    private static final String ONE = "/q/dlq/:id";

    private final DeadLetterService letters;
    private final ManagementRoutes routes;
    private final ObjectMapper json;

    DeadLetterRoutes(DeadLetterService letters, ManagementRoutes routes, ObjectMapper json) {
        this.letters = letters;
        this.routes = routes;
        this.json = json;
    }

    void register(@Observes ManagementInterface management) {
        on(
                management,
                HttpMethod.GET,
                "/q/dlq",
                id -> Map.of(
                        "items", letters.list().stream().map(ParkedMessage::of).toList()));
        on(management, HttpMethod.GET, ONE, id -> shown(letters.find(id)));
        on(management, HttpMethod.POST, ONE + "/replay", id -> {
            letters.replay(id);
            return Map.of("id", id, "state", "REPLAYED");
        });
        on(management, HttpMethod.DELETE, ONE, id -> {
            letters.discard(id);
            return Map.of("id", id, "state", "DISCARDED");
        });
    }

    private interface Operation {
        Object on(String id) throws Exception;
    }

    private void on(ManagementInterface management, HttpMethod method, String path, Operation operation) {
        management
                .router()
                .route(method, path)
                .blockingHandler(
                        call -> {
                            if (method.equals(HttpMethod.GET) || routes.admit(call)) {
                                answer(call, () -> operation.on(call.pathParam("id")));
                            }
                        },
                        false);
    }

    private static Map<String, Object> shown(Parked parked) {
        DeadLetterRecord letter = parked.latest();
        String data = letter.data() == null ? "" : new String(letter.data(), StandardCharsets.UTF_8);
        return Map.of("message", ParkedMessage.of(parked), "headers", letter.headers(), "data", data);
    }

    private void answer(RoutingContext call, Callable<Object> operation) {
        try {
            write(call, 200, "application/json", operation.call());
        } catch (ParkedMessageNotFound e) {
            fail(call, 404, "Not Found", e.getMessage());
        } catch (ReplayFailed e) {
            fail(call, e.isRefused() ? 409 : 422, e.isRefused() ? "Conflict" : "Unprocessable Content", e.getMessage());
        } catch (Exception e) {
            LOG.warnf(e, "The dead letters are not available");
            boolean unavailable = e instanceof TimeoutException || TransientDatabaseFailure.isCauseOf(e);
            if (unavailable) {
                call.response().putHeader("Retry-After", "1");
            }
            fail(
                    call,
                    unavailable ? 503 : 500,
                    unavailable ? "Service Unavailable" : "Internal Server Error",
                    "The dead letters are not available: "
                            + TransientDatabaseFailure.rootOf(e).getMessage());
        }
    }

    private void fail(RoutingContext call, int status, String title, @Nullable String detail) {
        Problem problem =
                new Problem(Problem.BLANK, title, status, detail, call.request().path(), null, null);
        write(call, status, Problem.MEDIA_TYPE, problem);
    }

    private void write(RoutingContext call, int status, String type, Object body) {
        try {
            call.response().setStatusCode(status).putHeader("Content-Type", type);
            call.response().end(json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
