package dev.millrace.devstack.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;

/**
 * Replaces a Quarkus service: listens on the configured ports, is ready at once, and accepts the rebuild by an admin.
 */
final class FakeService {

    public static void main(String[] args) throws Exception {
        if (Boolean.getBoolean("fake.fails")) {
            System.out.println("no such table");
            System.exit(1);
        }
        HttpServer management = listen("QUARKUS_MANAGEMENT");
        management.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        management.createContext("/q/dlq", FakeService::deadLetters);
        management.start();
        HttpServer server = listen("QUARKUS_HTTP");
        server.createContext("/admin/rebuild", exchange -> {
            boolean allowed = isAdmins(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            byte[] answer = "{\"state\":\"LIVE\"}".getBytes();
            exchange.sendResponseHeaders(allowed ? 200 : 403, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        System.out.println("listening, database " + System.getenv("DATABASE_URL") + ", finds orders at "
                + System.getenv("ORDER_SERVICE_ADDRESSES"));
    }

    /** There are two dead letters; one fails again when it is replayed. */
    private static void deadLetters(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + exchange.getRequestURI().getPath();
        boolean fails = call.equals("POST/q/dlq/0-7/replay");
        byte[] answer = (call.equals("GET/q/dlq")
                        ? "{\"items\":[{\"id\":\"0-7\",\"error\":\"no such order\"},{\"id\":\"0-8\"}]}"
                        : fails ? "{\"detail\":\"failed again\"}" : "{\"call\":\"" + call + "\"}")
                .getBytes();
        exchange.sendResponseHeaders(fails ? 422 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static HttpServer listen(String prefix) throws IOException {
        String host = System.getenv(prefix + "_HOST");
        return HttpServer.create(new InetSocketAddress(host, Integer.parseInt(System.getenv(prefix + "_PORT"))), 0);
    }

    private static boolean isAdmins(List<String> authorization) {
        return authorization.stream()
                .map(header -> new String(Base64.getUrlDecoder().decode(header.split("\\.")[1])))
                .anyMatch(claims -> claims.contains("\"groups\":[\"admin\"]"));
    }
}
