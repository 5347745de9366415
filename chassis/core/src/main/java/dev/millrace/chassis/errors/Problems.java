package dev.millrace.chassis.errors;

import dev.millrace.chassis.context.RequestId;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes problem answers; the one place that knows their shape. */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /** @param detail for a person: what happened, where, and what to do */
    public static Response of(UriInfo uri, int status, String type, String detail, List<Violation> violations) {
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(
                        type,
                        title(status),
                        status,
                        detail,
                        uri == null ? null : uri.getRequestUri().getRawPath(),
                        RequestId.current(),
                        violations))
                .build();
    }

    public static Response of(UriInfo uri, int status, String detail) {
        return of(uri, status, Problem.BLANK, detail, null);
    }

    public static Response invalid(UriInfo uri, int status, List<Violation> violations) {
        String detail = violations.size() == 1
                ? violations.getFirst().field() + " " + violations.getFirst().message() + "."
                : violations.size() + " fields are not acceptable.";
        return of(uri, status, Problem.INVALID_INPUT, detail, violations);
    }

    /** Logs the cause, which the client is not told. */
    public static Response unexpected(UriInfo uri, Throwable cause) {
        LOG.error("Request failed unexpectedly", cause);
        return of(uri, 500, "The request failed unexpectedly; its id leads to the cause in the log.");
    }

    private static String title(int status) {
        return switch (status) {
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            default -> {
                Response.Status known = Response.Status.fromStatusCode(status);
                yield known == null ? "Error" : known.getReasonPhrase();
            }
        };
    }
}
