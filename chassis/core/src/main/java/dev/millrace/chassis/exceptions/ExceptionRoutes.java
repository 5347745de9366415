package dev.millrace.chassis.exceptions;

import dev.millrace.chassis.operations.ManagementRoutes;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Unexpected exceptions on the management port: {@code GET /errors}, {@code GET /errors/{fingerprint}}, {@code POST
 * /errors/{fingerprint}/resolve}.
 */
@ApplicationScoped
class ExceptionRoutes {
    private static final String ONE = "/errors/:fingerprint";

    private final ExceptionStore store;
    private final ManagementRoutes routes;

    ExceptionRoutes(ExceptionStore store, ManagementRoutes routes) {
        this.store = store;
        this.routes = routes;
    }

    void register(@Observes ManagementInterface management) {
        routes.get(management, "/errors", request -> Optional.of(JsonObject.of("items", new JsonArray(store.list()))));
        routes.get(management, ONE, request -> store.find(request.pathParam("fingerprint")));
        routes.change(
                management,
                HttpMethod.POST,
                ONE + "/resolve",
                request -> store.resolve(request.pathParam("fingerprint")));
    }
}
