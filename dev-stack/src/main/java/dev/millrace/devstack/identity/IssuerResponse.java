package dev.millrace.devstack.identity;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP response of the issuer. */
record IssuerResponse(int status, Map<String, String> headers, String body) {
    private static final String CONTENT_TYPE = "Content-Type";

    static IssuerResponse json(int status, String body) {
        return new IssuerResponse(status, Map.of(CONTENT_TYPE, "application/json"), body);
    }

    static IssuerResponse html(String body) {
        return new IssuerResponse(200, Map.of(CONTENT_TYPE, "text/html; charset=utf-8"), body);
    }

    static IssuerResponse text(int status, String body) {
        return new IssuerResponse(status, Map.of(CONTENT_TYPE, "text/plain; charset=utf-8"), body);
    }

    static IssuerResponse empty(int status) {
        return new IssuerResponse(status, Map.of(), "");
    }

    IssuerResponse with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new IssuerResponse(status, more, body);
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
