package dev.millrace.gateway.forwarding;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.millrace.chassis.http.ProblemWriter;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Refuses writes before their body and token are looked at, while the circuit that they would use does not let them
 * through. Otherwise a gateway whose processor is busy would be late with refusals. Reads pass: some of them are cached.
 */
@ApplicationScoped
class CircuitGate {
    /** After the check for overload, before everything that costs more. */
    private static final int ORDER = -970;

    private static final Duration OPEN = Duration.ofMillis(Circuits.DELAY);

    /** If no result of a probe is known by then, requests pass, and the circuit decides. */
    private static final Duration PROBING = Duration.ofMillis(Circuits.CALL_TIMEOUT);

    private final CircuitBreakerMaintenance circuits;
    private final Ticker ticker;
    private final ProblemWriter problems;
    private final Map<String, Long> closedUntil = new ConcurrentHashMap<>();

    CircuitGate(CircuitBreakerMaintenance circuits, Ticker ticker, ProblemWriter problems) {
        this.circuits = circuits;
        this.ticker = ticker;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        guard(router, "/api/orders", Circuits.PLACE, Circuits.PLACE_ONCE);
        guard(router, "/api/orders/:id/cancel", Circuits.CANCEL, Circuits.CANCEL);
        guard(router, "/api/orders/:id/revise", Circuits.REVISE, Circuits.REVISE);
        guard(router, "/api/customers", Circuits.REGISTER, Circuits.REGISTER_ONCE);
    }

    private void guard(Router router, String path, String circuit, String circuitWithKey) {
        circuits.onStateChange(circuit, state -> follow(circuit, state));
        if (!circuit.equals(circuitWithKey)) {
            circuits.onStateChange(circuitWithKey, state -> follow(circuitWithKey, state));
        }
        router.route(HttpMethod.POST, path).order(ORDER).handler(request -> {
            boolean hasKey = request.request().getHeader(ForwardedHeaders.IDEMPOTENCY_KEY) != null;
            check(request, hasKey ? circuitWithKey : circuit);
        });
    }

    private void follow(String circuit, CircuitBreakerState state) {
        switch (state) {
            case OPEN -> closedUntil.put(circuit, ticker.read() + OPEN.toNanos());
            case HALF_OPEN -> closedUntil.put(circuit, ticker.read() + PROBING.toNanos());
            default -> closedUntil.remove(circuit);
        }
    }

    private void check(RoutingContext request, String circuit) {
        Long until = closedUntil.get(circuit);
        long left = until == null ? 0 : until - ticker.read();
        if (left <= 0 || circuits.currentState(circuit) == CircuitBreakerState.CLOSED) {
            request.next();
            return;
        }
        long seconds = Math.ceilDiv(left, TimeUnit.SECONDS.toNanos(1));
        request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        problems.end(request, 503, ServiceProblemMappers.NOT_CALLED);
    }
}
