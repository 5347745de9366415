package dev.millrace.chassis.push;

import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.errors.Problems;
import dev.millrace.chassis.json.InvalidValue;
import dev.millrace.chassis.messaging.PoisonMessage;
import dev.millrace.chassis.messaging.TransientDatabaseFailure;
import dev.millrace.chassis.text.Text;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Responses to an event that has not taken effect. They never have the status 404, 408, 409 or 429, after which Knative
 * delivers again.
 */
class PushProblemMappers {
    private static final Logger LOG = Logger.getLogger(PushProblemMappers.class);
    private static final int RETRY_AFTER_SECONDS = 1;

    @ServerExceptionMapper
    Response never(PoisonMessage e, UriInfo uri) {
        return switch (e.getCause()) {
            case InvalidInput input -> Problems.invalid(uri, 400, input.violations());
            case InvalidValue value
            when value.requirement().equals(Text.REQUIREMENT) ->
                Problems.invalid(uri, 400, InvalidInput.unreadable(value).violations());
            case null, default -> Problems.of(uri, 422, "The event can never take effect: " + e.getMessage() + ".");
        };
    }

    @ServerExceptionMapper
    Response notNow(DeliveryFailed e, UriInfo uri) {
        if (!TransientDatabaseFailure.isCauseOf(e)) {
            LOG.error("A pushed event failed", e);
            return Problems.of(uri, 500, e.getMessage() + "; the log has the cause under the request's id.");
        }
        LOG.warnf("%s: %s", e.getMessage(), TransientDatabaseFailure.rootOf(e));
        return Response.fromResponse(Problems.of(uri, 503, e.getMessage() + ". Push it again later."))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
