package dev.millrace.gateway.orders;

import dev.millrace.chassis.access.Roles;
import dev.millrace.chassis.errors.Problems;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** State changes of an order as server-sent events; the stream comes from order-service. */
@Path("/api/orders/{id: [A-Za-z0-9-]+}/events")
@RolesAllowed({Roles.CUSTOMER, Roles.CLERK, Roles.ADMIN})
public class OrderEventsResource {
    private static final Logger LOG = Logger.getLogger(OrderEventsResource.class);
    private static final List<String> PASSED =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final OrderEventsClient orders;
    private final OpenStreams streams;

    OrderEventsResource(OrderEventsClient orders, OpenStreams streams) {
        this.orders = orders;
        this.streams = streams;
    }

    /** Passes on whatever order-service answers, chunk by chunk, with back-pressure from the client. */
    @GET
    public RestMulti<byte[]> watch(@RestPath String id, HttpHeaders headers, SecurityContext caller) {
        Runnable close = streams.open(caller.getUserPrincipal().getName());
        Uni<HttpClientResponse> answer = orders.watch(id, headers)
                .onFailure()
                .invoke(close)
                .onCancellation()
                .invoke(close);
        return RestMulti.fromUniResponse(
                answer, begun -> body(begun, close), OrderEventsResource::headers, HttpClientResponse::statusCode);
    }

    @ServerExceptionMapper
    Response tooMany(TooManyStreams e, UriInfo uri) {
        return Response.fromResponse(Problems.of(uri, 429, e.getMessage()))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    /** A broken stream ends normally: the client reconnects with the id of the last event it has seen. */
    private static Multi<byte[]> body(HttpClientResponse answer, Runnable close) {
        return OrderEventsClient.body(answer)
                .onTermination()
                .invoke(close)
                .onFailure()
                .invoke(failure -> LOG.debugf("A stream broke off: %s", failure))
                .onFailure()
                .recoverWithCompletion();
    }

    private static Map<String, List<String>> headers(HttpClientResponse answer) {
        Map<String, List<String>> passed = new HashMap<>();
        for (String header : PASSED) {
            if (answer.getHeader(header) != null) {
                passed.put(header, List.of(answer.getHeader(header)));
            }
        }
        passed.put(HttpHeaders.CACHE_CONTROL, List.of("no-store"));
        return passed;
    }
}
