package dev.millrace.chassis.http;

import dev.millrace.chassis.context.RequestId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What happens to every request before it is routed, so that also a refusal carries the request's id. */
@ApplicationScoped
class RequestFilters {
    private static final int REQUEST_ID_FIRST = 1_000;
    private static final int THEN_REQUEST_LINE = 950;
    private static final int THEN_BODY_LIMIT = 900;

    private static final int THEN_LEAVING = 800;

    private final RequestLineCheck requestLine;
    private final BodyLimit bodies;
    private final Leaving leaving;

    RequestFilters(RequestLineCheck requestLine, BodyLimit bodies, Leaving leaving) {
        this.requestLine = requestLine;
        this.bodies = bodies;
        this.leaving = leaving;
    }

    void register(@Observes Filters filters) {
        filters.register(this::giveId, REQUEST_ID_FIRST);
        filters.register(requestLine::check, THEN_REQUEST_LINE);
        filters.register(bodies::check, THEN_BODY_LIMIT);
        filters.register(leaving::tell, THEN_LEAVING);
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(bodies::explain);
    }

    private void giveId(RoutingContext request) {
        String id = RequestId.adopt(request.request().getHeader(RequestId.HEADER));
        request.response().putHeader(RequestId.HEADER, id);
        request.next();
    }
}
