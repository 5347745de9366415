package dev.millrace.relay.api;

import dev.millrace.chassis.operations.LocalOperatorGuard;
import dev.millrace.chassis.operations.ManagementRoutes;
import dev.millrace.relay.kafka.ParkedEvents.Outcome;
import dev.millrace.relay.kafka.ParkedEvents.Parked;
import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.parked.ParkedEventReplay;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Parked events on the management port, for operators on this host only ({@link LocalOperatorGuard}). Any relay can
 * serve them.
 */
@Singleton
class ParkedEventRoutes {
    private static final Logger LOG = Logger.getLogger(ParkedEventRoutes.class);
    private static final String ID = "/parked/:id";
    private static final int LISTED_AT_MOST = 1000;

    private final ParkedEventReplay replay;
    private final ManagementRoutes routes;

    /** Returns the response body, or empty for 404. A failure is thrown. */
    private interface Operation {
        Optional<JsonObject> answer(RoutingContext call) throws InterruptedException;
    }

    ParkedEventRoutes(ParkedEventReplay replay, ManagementRoutes routes) {
        this.replay = replay;
        this.routes = routes;
    }

    void register(@Observes ManagementInterface management) {
        Router router = management.router();
        router.route("/parked*").handler(this::guard);
        router.get("/parked").blockingHandler(respondingWith(call -> Optional.of(list())));
        router.post("/parked/replay").blockingHandler(respondingWith(call -> Optional.of(json(replay.run()))));
        router.get(ID)
                .blockingHandler(respondingWith(call -> replay.find(id(call)).map(ParkedEventRoutes::details)));
        router.post(ID + "/replay")
                .blockingHandler(respondingWith(call -> replay.run(id(call)).map(ParkedEventRoutes::json)));
    }

    private void guard(RoutingContext call) {
        if (routes.admit(call)) {
            call.next();
        }
    }

    private static Handler<RoutingContext> respondingWith(Operation operation) {
        return call -> {
            try {
                operation
                        .answer(call)
                        .ifPresentOrElse(
                                call::json, () -> problem(call, 404, "Not Found", "no event with this id is parked"));
            } catch (NoId e) {
                problem(call, 400, "Bad Request", String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                problem(
                        call,
                        503,
                        "Service Unavailable",
                        "the relay is stopping; repeat the request, or send it to another relay");
            } catch (RuntimeException e) {
                LOG.error(
                        "an operation failed; what a replay has published stays published, and the next replay continues behind it",
                        e);
                problem(call, 503, "Service Unavailable", "it failed and can be repeated: " + e.getMessage());
            }
        };
    }

    private JsonObject list() throws InterruptedException {
        JsonArray items = new JsonArray();
        replay.list(LISTED_AT_MOST).forEach(parked -> items.add(summary(parked)));
        return JsonObject.of("items", items);
    }

    private static JsonObject summary(Parked parked) {
        OutboxEvent event = parked.event();
        return JsonObject.of("id", event.id(), "source", parked.sourceName(), "reason", parked.reason())
                .put("aggregateType", event.aggregateType())
                .put("aggregateId", event.aggregateId())
                .put("type", event.type())
                .put("time", event.time())
                .put("inTableOnly", parked.reference());
    }

    /** Includes headers and payload as strings, because a parked row may hold malformed JSON. */
    private static JsonObject details(Parked parked) {
        OutboxEvent event = parked.event();
        return summary(parked)
                .put("eventSource", event.source())
                .put("headers", event.headers())
                .put("payload", event.payload());
    }

    private static JsonObject json(Outcome outcome) {
        return JsonObject.of(
                "published", outcome.published(), "parked", outcome.parked(), "skipped", outcome.skipped());
    }

    private static UUID id(RoutingContext call) {
        String text = call.pathParam("id");
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new NoId("%s is no id of an event: it must be a UUID, as GET /parked lists them".formatted(text));
        }
    }

    private static void problem(RoutingContext call, int status, String title, String detail) {
        call.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(JsonObject.of("type", "about:blank", "title", title, "status", status, "detail", detail)
                        .encode());
    }

    private static final class NoId extends RuntimeException {
        NoId(String message) {
            super(message);
        }
    }
}
