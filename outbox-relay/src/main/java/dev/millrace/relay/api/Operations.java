package dev.millrace.relay.api;

import dev.millrace.relay.kafka.ParkedEvents;
import dev.millrace.relay.lifecycle.Replay;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What operators can do, on the management port; {@link OperatorGuard} says who may. */
@Singleton
class Operations {
    private static final Logger LOG = Logger.getLogger(Operations.class);

    private final Replay replay;

    Operations(Replay replay) {
        this.replay = replay;
    }

    void register(@Observes ManagementInterface management) {
        Router router = management.router();
        router.route("/parked/*").handler(Operations::guard);
        router.post("/parked/replay").blockingHandler(this::replay);
    }

    private static void guard(RoutingContext call) {
        Optional<String> refusal = OperatorGuard.refusal(call.request());
        if (refusal.isPresent()) {
            problem(call, 403, "Forbidden", refusal.get());
        } else {
            call.next();
        }
    }

    /** Publishes what is parked, as far as that is possible by now; any relay of the sources can be asked. */
    private void replay(RoutingContext call) {
        try {
            ParkedEvents.Outcome outcome = replay.run();
            call.json(JsonObject.of(
                    "published", outcome.published(), "parked", outcome.parked(), "skipped", outcome.skipped()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem(call, 503, "Service Unavailable", "the relay ends; ask again, or another one");
        } catch (RuntimeException e) {
            LOG.errorf(e, "the replay failed; what is published is published, and the next one goes on from there");
            problem(
                    call,
                    503,
                    "Service Unavailable",
                    "the replay failed and can be asked for again: " + e.getMessage());
        }
    }

    private static void problem(RoutingContext call, int status, String title, String detail) {
        call.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(JsonObject.of("type", "about:blank", "title", title, "status", status, "detail", detail)
                        .encode());
    }
}
