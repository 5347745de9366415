package dev.millrace.chassis.costs;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Measures what each request of a resource uses. Its processor time is that of its dispatch on the event loop and of
 * its worker thread; what an event loop does later for a non-blocking resource is not attributed.
 */
@ApplicationScoped
class RequestAccounting {
    /** After all filters of the chassis, when the body has been read: from here on the dispatch is synchronous. */
    private static final int LAST = 100;

    /** Where Quarkus REST keeps the path template of the matched resource. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final String WORKER = "dev.millrace.worker";

    private final CostConfig config;
    private final CostMetrics metrics;
    private final ThreadCpuClock cpu;

    RequestAccounting(CostConfig config, CostMetrics metrics, ThreadCpuClock cpu) {
        this.config = config;
        this.metrics = metrics;
        this.cpu = cpu;
    }

    private record Worker(Thread thread, long began) {}

    void register(@Observes Filters filters) {
        if (config.enabled()) {
            filters.register(this::account, LAST);
        }
    }

    private void account(RoutingContext request) {
        if (!VertxContext.isOnDuplicatedContext()) {
            request.next();
            return;
        }
        RequestUsage usage = RequestUsage.begin();
        AtomicInteger parts = new AtomicInteger(2);
        request.addBodyEndHandler(written -> endWorker(request, usage));
        request.addEndHandler(ended -> finish(parts, request, usage));
        long began = cpu.nanos();
        try {
            request.next();
        } finally {
            usage.addCpu(cpu.nanos() - began);
            finish(parts, request, usage);
        }
    }

    /** A blocking resource: the rest of the request runs on this thread. */
    @ServerRequestFilter
    void beginWorker(RoutingContext request) {
        if (RequestUsage.current().isPresent() && !Context.isOnEventLoopThread()) {
            request.put(WORKER, new Worker(Thread.currentThread(), cpu.nanos()));
        }
    }

    private void endWorker(RoutingContext request, RequestUsage usage) {
        Worker worker = request.get(WORKER);
        if (worker != null && worker.thread() == Thread.currentThread()) {
            usage.addCpu(cpu.nanos() - worker.began());
        }
    }

    /** The dispatch may return before or after the response has ended: the second of both records the usage. */
    private void finish(AtomicInteger parts, RoutingContext request, RequestUsage usage) {
        if (parts.decrementAndGet() == 0
                && request.request() instanceof HttpServerRequestInternal http
                && http.context().getLocal(TEMPLATE) instanceof String template) {
            metrics.record(
                    http.method() + " " + template,
                    usage,
                    http.bytesRead() + request.response().bytesWritten());
        }
    }
}
