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

/** Reads request bodies and answers those above the limit with 413, with or without a {@code Content-Length}. */
@ApplicationScoped
class BodyLimit {
    /**
     * Many clients read the response only after they have sent the whole body. Up to this many times the limit is read
     * and discarded for them; then the connection is closed.
     */
    private static final int DISCARD_FACTOR = 16;

    private final ProblemWriter problems;
    private final long max;
    private final BodyHandler bodyHandler;

    BodyLimit(ProblemWriter problems, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max) {
        this.problems = problems;
        this.max = max.asLongValue();
        this.bodyHandler = BodyHandler.create(false).setBodyLimit(this.max);
    }

    /** Continues the route once the whole body has been read. */
    void read(RoutingContext request) {
        HttpServerRequest http = request.request();
        String length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > max) {
            refuse(request);
        } else if (hasBody(length, http)) {
            bodyHandler.handle(request);
        } else {
            request.next();
        }
    }

    /** Runs after {@link #read}. Sets an empty chunked body explicitly, because Quarkus would wait for it. */
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

    /** Failure handler: answers a body that exceeded the limit while it was read. */
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

    /** Reads on before closing: a client that is still sending would lose the response otherwise. */
    private void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        AtomicLong discarded = new AtomicLong();
        request.exceptionHandler(gone -> request.connection().close())
                .endHandler(sent -> request.connection().close())
                .handler((Buffer part) -> {
                    if (discarded.addAndGet(part.length()) > DISCARD_FACTOR * max) {
                        request.connection().close();
                    }
                })
                .resume();
    }
}
