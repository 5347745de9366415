package dev.millrace.devstack.run;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;

/** Stands for a Quarkus service: listens where the environment says, is ready at once, is rebuilt for an admin. */
final class FakeService {

    public static void main(String[] args) throws Exception {
        if (Boolean.getBoolean("fake.fails")) {
            System.out.println("no such table");
            System.exit(1);
        }
        var address = new InetSocketAddress(
                System.getenv("QUARKUS_HTTP_HOST"), Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT")));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/admin/rebuild", exchange -> {
            boolean allowed = isAdmins(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            byte[] answer = "{\"state\":\"LIVE\"}".getBytes();
            exchange.sendResponseHeaders(allowed ? 200 : 403, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        management(address).start();
        System.out.println("listening, database " + System.getenv("DATABASE_URL") + ", finds orders at "
                + System.getenv("ORDER_SERVICE_ADDRESSES"));
    }

    /** Has two dead letters, of which one fails again. */
    private static HttpServer management(InetSocketAddress address) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(address.getAddress(), address.getPort() + 1_000), 0);
        server.createContext("/q/dlq", exchange -> {
            String call = exchange.getRequestMethod() + exchange.getRequestURI().getPath();
            boolean fails = call.equals("POST/q/dlq/0-7/replay");
            byte[] answer = (call.equals("GET/q/dlq")
                            ? "{\"items\":[{\"id\":\"0-7\",\"error\":\"no such order\"},{\"id\":\"0-8\"}]}"
                            : fails ? "{\"detail\":\"failed again\"}" : "{\"call\":\"" + call + "\"}")
                    .getBytes();
            exchange.sendResponseHeaders(fails ? 422 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        return server;
    }

    private static boolean isAdmins(List<String> authorization) {
        return authorization.stream()
                .map(header -> new String(Base64.getUrlDecoder().decode(header.split("\\.")[1])))
                .anyMatch(claims -> claims.contains("\"groups\":[\"admin\"]"));
    }
}
