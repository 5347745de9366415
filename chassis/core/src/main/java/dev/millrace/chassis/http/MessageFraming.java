package dev.millrace.chassis.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Rejects bodies whose end or content two parsers may interpret differently (RFC 9112, section 6): a transfer coding
 * other than chunked (501), and a content coding, which no resource decodes (415). Netty rejects a request that has
 * both a {@code Content-Length} and a transfer coding.
 */
@ApplicationScoped
class MessageFraming {
    private static final String CHUNKED = "chunked";
    private static final String IDENTITY = "identity";

    private final ProblemWriter problems;

    MessageFraming(ProblemWriter problems) {
        this.problems = problems;
    }

    void check(RoutingContext request) {
        List<String> codings = request.request().headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        String content = request.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (!codings.isEmpty() && !isChunkedOnly(codings)) {
            refuse(request, 501, "The transfer coding is not supported; use chunked.");
        } else if (content != null && !IDENTITY.equalsIgnoreCase(content.strip())) {
            refuse(request, 415, "Content-Encoding is not supported; send the body as it is, without compression.");
        } else {
            request.next();
        }
    }

    private static boolean isChunkedOnly(List<String> codings) {
        return codings.size() == 1
                && CHUNKED.equalsIgnoreCase(codings.getFirst().strip());
    }

    /** Closes the connection, because the bytes that follow may not be a request. */
    private void refuse(RoutingContext request, int status, String detail) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.addEndHandler(sent -> request.request().connection().close());
        problems.end(request, status, detail);
    }
}
