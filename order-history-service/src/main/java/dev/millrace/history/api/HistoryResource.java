package dev.millrace.history.api;

import dev.millrace.history.application.ViewQueries;
import dev.millrace.history.domain.Timeline;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** An order's timeline over REST. */
@Path("/orders/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {
    private final ViewQueries view;

    HistoryResource(ViewQueries view) {
        this.view = view;
    }

    /** Whoever waits for a version holds no thread of the pool. */
    @GET
    @RunOnVirtualThread
    public Timeline get(@RestPath UUID id, @RestQuery("min-version") String minVersion) {
        return minVersion == null ? view.timeline(id) : view.timeline(id, Parameters.version(minVersion));
    }
}
