package dev.millrace.chassis.push;

import dev.millrace.chassis.errors.Problems;
import dev.millrace.chassis.messaging.MessagingConfig;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A service that pulls has no {@code /events}. */
class PushEndpointFilter {
    private final boolean pushed;

    PushEndpointFilter(MessagingConfig config) {
        pushed = !config.kafkaEnabled();
    }

    /** Before the resource's roles are looked at: a caller without any is to see no more than others. */
    @ServerRequestFilter(preMatching = true)
    Response hide(UriInfo uri) {
        return pushed || !uri.getPath().startsWith("/events")
                ? null
                : Problems.of(uri, 404, "There is nothing at /events.");
    }
}
