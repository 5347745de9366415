package dev.millrace.chassis.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers requests above the limit with 429 before any work is done for them: a queue would delay every response. An
 * event stream counts only until its response has begun; its resource limits the number of open streams.
 */
@ApplicationScoped
class LoadShedding {
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final int QUICK_DIVISOR = 4;

    private final ConcurrencyLimit limit;
    private final long slowNanos;
    private final ProblemWriter problems;
    private final AtomicInteger requests = new AtomicInteger();
    private final Counter refused;

    LoadShedding(OverloadConfig config, ProblemWriter problems, MeterRegistry meters) {
        this.limit = new ConcurrencyLimit(config.minimumRequests(), config.maximumRequests());
        this.slowNanos = config.slowAfter().toNanos();
        this.problems = problems;
        Gauge.builder("http.requests.in.flight", requests, AtomicInteger::get)
                .description("Requests that are being handled")
                .register(meters);
        Gauge.builder("http.requests.limit", limit, ConcurrencyLimit::current)
                .description("Requests that may be handled at a time")
                .register(meters);
        this.refused = Counter.builder("http.requests.refused")
                .description("Requests refused because too many were being handled")
                .register(meters);
    }

    /** Runs before the body is read. */
    void refuseWhenFull(RoutingContext request) {
        if (requests.get() >= limit.current()) {
            refuse(request);
        } else {
            request.next();
        }
    }

    /** Runs after the body has been read, so that a slow sender does not count as a request in flight. */
    void admit(RoutingContext request) {
        if (requests.incrementAndGet() > limit.current()) {
            requests.decrementAndGet();
            refuse(request);
            return;
        }
        long admitted = System.nanoTime();
        AtomicBoolean counted = new AtomicBoolean(true);
        request.addHeadersEndHandler(begun -> {
            if (isStream(request.response())) {
                release(counted);
            }
        });
        request.addEndHandler(ended -> {
            adjust(request.request().method(), System.nanoTime() - admitted);
            release(counted);
        });
        request.next();
    }

    private void adjust(HttpMethod method, long nanos) {
        if (nanos < slowNanos / QUICK_DIVISOR) {
            limit.quick(requests.get());
        } else if (nanos >= slowNanos && !method.equals(HttpMethod.GET)) {
            limit.slow();
        }
    }

    private void refuse(RoutingContext request) {
        refused.increment();
        request.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
        problems.end(request, 429, "There are more requests than can be handled now. Repeat the call later.");
    }

    private void release(AtomicBoolean counted) {
        if (counted.getAndSet(false)) {
            requests.decrementAndGet();
        }
    }

    private static boolean isStream(HttpServerResponse response) {
        String type = response.headers().get(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith(MediaType.SERVER_SENT_EVENTS);
    }
}
