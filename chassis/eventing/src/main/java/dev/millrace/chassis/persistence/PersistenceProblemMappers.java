package dev.millrace.chassis.persistence;

import dev.millrace.chassis.errors.Problem;
import dev.millrace.chassis.errors.Problems;
import dev.millrace.chassis.messaging.TransientDatabaseFailure;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Responses to database failures after which the client may repeat the call. */
class PersistenceProblemMappers {
    private static final Logger LOG = Logger.getLogger(PersistenceProblemMappers.class);
    private static final int RETRY_AFTER_SECONDS = 1;

    @ServerExceptionMapper
    Response conflict(OptimisticLockException e, UriInfo uri) {
        return Problems.of(
                uri,
                409,
                Problem.CONCURRENT_CHANGE,
                "Another request changed the resource at the same time; read it again and repeat the call.",
                null);
    }

    /**
     * An unavailable database causes exceptions of JDBC, Hibernate, the transaction manager or whatever wraps them, so
     * the cause is checked. Takes precedence over the mapper that answers any other exception with 500.
     */
    @ServerExceptionMapper(priority = Priorities.USER - 1)
    Response unavailable(Throwable e, UriInfo uri) {
        if (!TransientDatabaseFailure.isCauseOf(e)) {
            return Problems.unexpected(uri, e);
        }
        LOG.warnf("Request failed, the database is not available: %s", TransientDatabaseFailure.rootOf(e));
        return Response.fromResponse(Problems.of(
                        uri, 503, "The database is not available at the moment. Repeat the call, with the same key."))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
