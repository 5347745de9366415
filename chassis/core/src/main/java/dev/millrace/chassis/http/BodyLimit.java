package dev.millrace.chassis.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads bodies, and refuses one that is too large, whether its length is told beforehand or not. */
@ApplicationScoped
class BodyLimit {
    /** A client reads the refusal once it has sent its body; beyond this many limits it is cut off instead. */
    private static final int PATIENCE = 16;

    private final ProblemWriter problems;
    private final long max;
    private final BodyHandler reading;

    BodyLimit(ProblemWriter problems, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max) {
        this.problems = problems;
        this.max = max.asLongValue();
        this.reading = BodyHandler.create(false).setBodyLimit(this.max);
    }

    /** Returns to the router when the body is there, whole. */
    void read(RoutingContext request) {
        HttpServerRequest http = request.request();
        String length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > max) {
            refuse(request);
        } else if (hasBody(length, http)) {
            reading.handle(request);
        } else {
            request.next();
        }
    }

    /** After the body was read: Quarkus would wait for one that turned out empty. */
    void markEmpty(RoutingContext request) {
        boolean chunked = request.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (chunked && request.body().buffer() == null && request instanceof RoutingContextInternal read) {
            read.setBody(Buffer.buffer());
        }
        request.next();
    }

    private static boolean hasBody(String length, HttpServerRequest http) {
        return length != null ? Long.parseLong(length) > 0 : http.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** For after a failure: answers it when it is a body that turned out to be too large. */
    void explain(RoutingContext request) {
        if (request.statusCode() == 413) {
            refuse(request);
        } else {
            request.next();
        }
    }

    private void refuse(RoutingContext request) {
        request.response().putHeader(HttpHeaders.CONNECTION, "close");
        problems.end(request, 413, "The body is larger than " + max + " bytes.");
        discard(request.request());
    }

    /** Closing at once would take the answer away from a client that is still sending. */
    private void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        AtomicLong discarded = new AtomicLong();
        request.exceptionHandler(gone -> request.connection().close())
                .endHandler(sent -> request.connection().close())
                .handler((Buffer part) -> {
                    if (discarded.addAndGet(part.length()) > PATIENCE * max) {
                        request.connection().close();
                    }
                })
                .resume();
    }
}
