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
import java.util.stream.Stream;

/**
 * Refuses writes before their body and token are looked at, while the circuit that they would use is not closed, except
 * for a few probes. Otherwise a gateway whose processor is busy would be late with refusals. Reads pass: some of them are
 * cached.
 */
@ApplicationScoped
class CircuitGate {
    /** Runs after the check for overload and before more expensive work. */
    private static final int ORDER = -970;

    private static final int RETRY_AFTER_SECONDS = 1;
    private static final Duration OPEN = Duration.ofMillis(Circuits.DELAY);

    /**
     * After the delay one request passes in each interval until the circuit closes. The first that calls the service is
     * the probe; more are let through because a request without a valid token never calls the service.
     */
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);

    private final CircuitBreakerMaintenance circuits;
    private final Ticker ticker;
    private final ProblemWriter problems;
    private final Map<String, Long> refusedUntil = new ConcurrentHashMap<>();

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
        Stream.of(circuit, circuitWithKey)
                .distinct()
                .forEach(each -> circuits.onStateChange(each, state -> follow(each, state)));
        router.route(HttpMethod.POST, path).order(ORDER).handler(request -> {
            boolean hasKey = request.request().getHeader(ForwardedHeaders.IDEMPOTENCY_KEY) != null;
            check(request, hasKey ? circuitWithKey : circuit);
        });
    }

    private void follow(String circuit, CircuitBreakerState state) {
        switch (state) {
            case OPEN -> refusedUntil.put(circuit, ticker.read() + OPEN.toNanos());
            case CLOSED -> refusedUntil.remove(circuit);
            default -> {}
        }
    }

    private void check(RoutingContext request, String circuit) {
        if (mayPass(circuit)) {
            request.next();
            return;
        }
        request.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
        problems.end(request, 503, ServiceProblemMappers.NOT_CALLED);
    }

    private boolean mayPass(String circuit) {
        Long until = refusedUntil.get(circuit);
        if (until == null || circuits.currentState(circuit) == CircuitBreakerState.CLOSED) {
            return true;
        }
        long now = ticker.read();
        return now - until >= 0 && refusedUntil.replace(circuit, until, now + PROBE_INTERVAL.toNanos());
    }
}
