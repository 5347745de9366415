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

/** Failures of the database that the client can do something about. */
class PersistenceProblemMappers {
    private static final Logger LOG = Logger.getLogger(PersistenceProblemMappers.class);
    private static final int RETRY_AFTER_SECONDS = 1;

    @ServerExceptionMapper
    Response conflict(OptimisticLockException e, UriInfo uri) {
        return Problems.of(
                uri,
                409,
                Problem.CONCURRENT_CHANGE,
                "Somebody else changed the resource at the same moment; read it again and repeat the call.",
                null);
    }

    /**
     * A database that is away shows as an exception of JDBC, of Hibernate, of the transaction manager or of whatever
     * wraps them: what counts is the cause. Ahead of the mapper that answers anything unexpected with 500.
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
