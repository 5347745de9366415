package dev.millrace.chassis.http;

import dev.millrace.chassis.context.RequestId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Filters that run for every request before routing. The request id is set first, so that rejections carry it too. */
@ApplicationScoped
class RequestFilters {
    private static final int REQUEST_ID_FIRST = 1_000;
    private static final int THEN_OVERLOAD = 980;
    private static final int THEN_REQUEST_LINE = 960;
    private static final int THEN_FRAMING = 950;
    private static final int THEN_BODY = 900;
    private static final int THEN_EMPTY_BODY = 890;
    private static final int THEN_ADMISSION = 850;
    private static final int THEN_DRAINING = 800;

    private final LoadShedding load;
    private final RequestLineCheck requestLine;
    private final MessageFraming framing;
    private final BodyLimit bodies;
    private final ConnectionDraining draining;

    RequestFilters(
            LoadShedding load,
            RequestLineCheck requestLine,
            MessageFraming framing,
            BodyLimit bodies,
            ConnectionDraining draining) {
        this.load = load;
        this.requestLine = requestLine;
        this.framing = framing;
        this.bodies = bodies;
        this.draining = draining;
    }

    void register(@Observes Filters filters) {
        filters.register(this::setRequestId, REQUEST_ID_FIRST);
        filters.register(load::refuseWhenFull, THEN_OVERLOAD);
        filters.register(requestLine::check, THEN_REQUEST_LINE);
        filters.register(framing::check, THEN_FRAMING);
        filters.register(bodies::read, THEN_BODY);
        filters.register(bodies::markEmpty, THEN_EMPTY_BODY);
        filters.register(load::admit, THEN_ADMISSION);
        filters.register(draining::announceClose, THEN_DRAINING);
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(bodies::explain);
    }

    private void setRequestId(RoutingContext request) {
        String id = RequestId.adopt(request.request().getHeader(RequestId.HEADER));
        request.response().putHeader(RequestId.HEADER, id);
        request.next();
    }
}
