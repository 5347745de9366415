package dev.millrace.chassis.errors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Maps each exception of a request to a problem response. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response invalid(InvalidInput e, UriInfo uri) {
        return Problems.invalid(uri, e.isMalformed() ? 400 : 422, e.violations());
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e, UriInfo uri) {
        List<Violation> violations = e.getConstraintViolations().stream()
                .map(v -> new Violation(FieldPaths.of(v.getPropertyPath()), v.getMessage()))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .toList();
        return Problems.invalid(uri, 400, violations);
    }

    @ServerExceptionMapper
    Response invalid(MismatchedInputException e, UriInfo uri) {
        return Problems.invalid(uri, 400, List.of(FieldPaths.violation(e)));
    }

    @ServerExceptionMapper
    Response notFound(NotFound e, UriInfo uri) {
        return Problems.of(uri, 404, e.getMessage());
    }

    @ServerExceptionMapper
    Response conflict(IllegalTransition e, UriInfo uri) {
        return Problems.of(uri, 409, Problem.ILLEGAL_TRANSITION, e.getMessage(), null);
    }

    @ServerExceptionMapper
    Response conflict(AlreadyExists e, UriInfo uri) {
        return Problems.of(uri, 409, Problem.ALREADY_EXISTS, e.getMessage(), null);
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return Problems.invalid(uri, 400, List.of(FieldPaths.violation(json)));
        }
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            LOG.error("Request failed", e);
        }
        Response problem = Problems.of(uri, status, detail(status, uri));
        String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? problem
                : Response.fromResponse(problem)
                        .header(HttpHeaders.ALLOW, allow)
                        .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, UriInfo uri) {
        return Problems.unexpected(uri, e);
    }

    private static @Nullable String detail(int status, UriInfo uri) {
        return switch (status) {
            case 404 -> "There is nothing at " + uri.getPath() + ".";
            case 405 -> "This resource does not support the method.";
            case 406 -> "None of the accepted media types is available; accept application/json.";
            case 413 -> "The body is too large.";
            case 415 -> "The body's media type is not supported; send application/json.";
            default -> null;
        };
    }
}
