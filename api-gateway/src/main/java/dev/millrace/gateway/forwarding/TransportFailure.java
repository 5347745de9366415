package dev.millrace.gateway.forwarding;

import io.smallrye.stork.api.NoServiceInstanceFoundException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/**
 * A call without a complete response: the connection was refused, closed or reset, or the response was not valid HTTP.
 * Vert.x, Netty and the REST client use unrelated exception types; this one stands for all of them. The service may
 * have executed the request, except after {@link RequestNotSent}.
 */
public class TransportFailure extends RuntimeException {
    TransportFailure(Throwable cause) {
        super(cause.toString(), cause);
    }

    /** Converts a transport error; returns other failures unchanged. */
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
