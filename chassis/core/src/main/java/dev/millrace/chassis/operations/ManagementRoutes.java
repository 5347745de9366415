package dev.millrace.chassis.operations;

import dev.millrace.chassis.errors.Problem;
import dev.millrace.chassis.operations.OperatorGuard.Refusal;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Registers operations on the management port: JSON answers, errors as problem+json, changes behind the guard. */
@ApplicationScoped
public class ManagementRoutes {
    private static final Logger LOG = Logger.getLogger(ManagementRoutes.class);

    private final OperatorGuard guard;

    ManagementRoutes(OperatorGuard guard) {
        this.guard = guard;
    }

    /** Computes the answer to a request, on a worker thread. Empty answers 404. */
    public interface Operation {
        /** @throws IllegalArgumentException when the request is not acceptable (400); its message is the detail */
        Optional<JsonObject> answer(RoutingContext request);
    }

    /** Reading is open to whoever reaches the port. */
    public void get(ManagementInterface management, String path, Operation operation) {
        management.router().get(path).blockingHandler(request -> answer(request, operation), false);
    }

    /** A change is made only when the guard admits the request. */
    public void change(ManagementInterface management, HttpMethod method, String path, Operation operation) {
        management
                .router()
                .route(method, path)
                .blockingHandler(
                        request -> {
                            if (admit(request)) {
                                answer(request, operation);
                            }
                        },
                        false);
    }

    /** Answers with the refusal, if there is one. May block. */
    public boolean admit(RoutingContext request) {
        Optional<Refusal> refusal = guard.refusal(request);
        refusal.ifPresent(why -> problem(request, why.status(), why.detail()));
        return refusal.isEmpty();
    }

    private static void answer(RoutingContext request, Operation operation) {
        try {
            operation
                    .answer(request)
                    .ifPresentOrElse(request::json, () -> problem(request, 404, "There is nothing at this address."));
        } catch (IllegalArgumentException e) {
            problem(request, 400, Objects.requireNonNullElse(e.getMessage(), "The request is malformed."));
        } catch (RuntimeException e) {
            LOG.error("An operation on the management port failed", e);
            problem(request, 500, "The operation failed; the log says why.");
        }
    }

    private static void problem(RoutingContext request, int status, String detail) {
        String title = jakarta.ws.rs.core.Response.Status.fromStatusCode(status).getReasonPhrase();
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(JsonObject.of("type", Problem.BLANK, "title", title, "status", status, "detail", detail)
                        .put("instance", request.normalizedPath())
                        .encode());
    }
}
