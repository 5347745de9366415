package dev.millrace.chassis.logging;

import dev.millrace.chassis.operations.ManagementRoutes;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Log levels on the management port: {@code GET /log-levels} lists the root's and those that were changed, {@code PUT
 * /log-levels/{category}?level=DEBUG} changes one, {@code DELETE /log-levels/{category}} sets it back. {@code ROOT} is
 * the root category. A restart sets all back.
 */
@ApplicationScoped
class LogLevelRoutes {
    private static final String ONE = "/log-levels/:category";

    private final LogLevels levels;
    private final ManagementRoutes routes;

    LogLevelRoutes(LogLevels levels, ManagementRoutes routes) {
        this.levels = levels;
        this.routes = routes;
    }

    void register(@Observes ManagementInterface management) {
        routes.get(management, "/log-levels", request -> Optional.of(list()));
        routes.change(management, HttpMethod.PUT, ONE, request -> {
            levels.set(category(request), request.request().getParam("level", ""));
            return Optional.of(list());
        });
        routes.change(management, HttpMethod.DELETE, ONE, request -> {
            levels.reset(category(request));
            return Optional.of(list());
        });
    }

    private static String category(RoutingContext request) {
        return request.pathParam("category");
    }

    private JsonObject list() {
        JsonArray items = new JsonArray();
        levels.list().forEach((category, level) -> items.add(JsonObject.of("category", category, "level", level)));
        return JsonObject.of("items", items);
    }
}
