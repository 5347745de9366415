package dev.millrace.gateway.forwarding;

import io.smallrye.stork.api.NoServiceInstanceFoundException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/**
 * A call brought no whole answer: the connection was refused, closed or reset, or what came was no HTTP. Vert.x, Netty and
 * the REST client report it by unrelated types; this is one for all of them. The service may have handled the request,
 * except after {@link RequestNotSent}.
 */
public class TransportFailure extends RuntimeException {
    TransportFailure(Throwable cause) {
        super(cause.toString(), cause);
    }

    /** The failure as one of transport, or as it is when it is something else. */
    public static Throwable of(Throwable failure) {
        return switch (failure) {
            case TransportFailure known -> known;
            case ServiceFailure answered -> answered;
            case NoServiceInstanceFoundException unknown -> unknown;
            case FaultToleranceException guarded -> guarded;
            case Error fatal -> fatal;
            default -> wasSent(failure) ? new TransportFailure(failure) : new RequestNotSent(failure);
        };
    }

    private static boolean wasSent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return false;
            }
        }
        return true;
    }
}
