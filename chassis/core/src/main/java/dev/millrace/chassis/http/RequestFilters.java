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
    private static final int THEN_OVERLOAD = 980;
    private static final int THEN_REQUEST_LINE = 960;
    private static final int THEN_FRAMING = 950;
    private static final int THEN_BODY = 900;
    private static final int THEN_EMPTY_BODY = 890;
    private static final int THEN_ADMISSION = 850;
    private static final int THEN_LEAVING = 800;

    private final LoadShedding load;
    private final RequestLineCheck requestLine;
    private final MessageFraming framing;
    private final BodyLimit bodies;
    private final ConnectionDraining leaving;

    RequestFilters(
            LoadShedding load,
            RequestLineCheck requestLine,
            MessageFraming framing,
            BodyLimit bodies,
            ConnectionDraining leaving) {
        this.load = load;
        this.requestLine = requestLine;
        this.framing = framing;
        this.bodies = bodies;
        this.leaving = leaving;
    }

    void register(@Observes Filters filters) {
        filters.register(this::giveId, REQUEST_ID_FIRST);
        filters.register(load::refuseWhenFull, THEN_OVERLOAD);
        filters.register(requestLine::check, THEN_REQUEST_LINE);
        filters.register(framing::check, THEN_FRAMING);
        filters.register(bodies::read, THEN_BODY);
        filters.register(bodies::markEmpty, THEN_EMPTY_BODY);
        filters.register(load::admit, THEN_ADMISSION);
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
