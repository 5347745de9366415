package dev.millrace.devstack.identity;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP response of the issuer. */
record Answer(int status, Map<String, String> headers, String body) {
    private static final String CONTENT_TYPE = "Content-Type";

    static Answer json(int status, String body) {
        return new Answer(status, Map.of(CONTENT_TYPE, "application/json"), body);
    }

    static Answer html(String body) {
        return new Answer(200, Map.of(CONTENT_TYPE, "text/html; charset=utf-8"), body);
    }

    static Answer text(int status, String body) {
        return new Answer(status, Map.of(CONTENT_TYPE, "text/plain; charset=utf-8"), body);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), "");
    }

    Answer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
