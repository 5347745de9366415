package dev.millrace.chassis.push;

import dev.millrace.chassis.errors.Problems;
import dev.millrace.chassis.messaging.MessagingConfig;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Hides {@code /events} from services that consume Kafka. */
class PushEndpointFilter {
    private final boolean pushed;

    PushEndpointFilter(MessagingConfig config) {
        pushed = !config.kafkaEnabled();
    }

    /** Runs before the role check, so that every caller gets 404, with or without a role. */
    @ServerRequestFilter(preMatching = true)
    @Nullable
    Response hide(UriInfo uri) {
        return pushed || !uri.getPath().startsWith("/events")
                ? null
                : Problems.of(uri, 404, "There is nothing at /events.");
    }
}
