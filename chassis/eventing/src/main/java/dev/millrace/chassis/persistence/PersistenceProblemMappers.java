package dev.millrace.chassis.persistence;

import dev.millrace.chassis.errors.Problem;
import dev.millrace.chassis.errors.Problems;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures of the database that the client can do something about. */
class PersistenceProblemMappers {
    @ServerExceptionMapper
    Response conflict(OptimisticLockException e, UriInfo uri) {
        return Problems.of(
                uri,
                409,
                Problem.CONCURRENT_CHANGE,
                "Somebody else changed the resource at the same moment; read it again and repeat the call.",
                null);
    }
}
