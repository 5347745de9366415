package dev.millrace.devstack.run;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

/** Stands for a Quarkus service: listens where the environment says, is ready at once. */
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
        server.start();
        System.out.println("listening, database " + System.getenv("DATABASE_URL"));
    }
}
