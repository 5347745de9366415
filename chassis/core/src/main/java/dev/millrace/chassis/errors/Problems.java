package dev.millrace.chassis.errors;

import dev.millrace.chassis.context.RequestId;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Builds problem responses; the only place that knows their format. */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int MAX_VIOLATIONS = 20;

    private Problems() {}

    /** @param detail for a person: what happened, where, and what to do */
    public static Response of(
            @Nullable UriInfo uri,
            int status,
            String type,
            @Nullable String detail,
            @Nullable List<Violation> violations) {
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

    public static Response of(@Nullable UriInfo uri, int status, @Nullable String detail) {
        return of(uri, status, Problem.BLANK, detail, null);
    }

    /** Lists the first {@value #MAX_VIOLATIONS} violations; the detail states their total number. */
    public static Response invalid(@Nullable UriInfo uri, int status, List<Violation> violations) {
        return of(
                uri,
                status,
                Problem.INVALID_INPUT,
                detail(violations),
                violations.stream().limit(MAX_VIOLATIONS).toList());
    }

    private static String detail(List<Violation> violations) {
        int count = violations.size();
        if (count == 1) {
            return violations.getFirst().field() + " " + violations.getFirst().message() + ".";
        }
        return count > MAX_VIOLATIONS
                ? count + " values are not acceptable; the first " + MAX_VIOLATIONS + " are listed."
                : count + " fields are not acceptable.";
    }

    /** Answers with 500 and logs the cause, which is not disclosed to the client. */
    public static Response unexpected(@Nullable UriInfo uri, Throwable cause) {
        LOG.error("Request failed unexpectedly", cause);
        return of(uri, 500, "The request failed unexpectedly; the log has the cause under its id.");
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
