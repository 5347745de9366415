package dev.millrace.system;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.testsupport.probe.TcpProxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The running system, restarted with a proxy in each connection between its processes. */
final class FaultySystem {
    private final Map<String, TcpProxy> links = new LinkedHashMap<>();
    private final List<ManagedProcess> processes;

    FaultySystem() {
        ManagedProcess kafka = Millrace.kafkaBehind(link("all clients to kafka", "kafka"));
        ManagedProcess orders = Millrace.another(
                "order-service",
                1,
                Map.of(
                        "DATABASE_URL",
                        database("order-service", Database.ORDERS),
                        "QUARKUS_REST_CLIENT_CUSTOMER_SERVICE_URL",
                        "http://" + address("order-service", "customer-service")));
        ManagedProcess customers = Millrace.another(
                "customer-service", 1, Map.of("DATABASE_URL", database("customer-service", Database.CUSTOMERS)));
        ManagedProcess history = Millrace.another(
                "order-history-service",
                1,
                Map.of("DATABASE_URL", database("order-history-service", Database.ORDER_HISTORY)));
        ManagedProcess relay = Millrace.another(
                "outbox-relay",
                1,
                Map.of(
                        "RELAY_SOURCES_ORDERS_JDBC_URL", database("outbox-relay", Database.ORDERS),
                        "RELAY_SOURCES_CUSTOMERS_JDBC_URL", database("outbox-relay", Database.CUSTOMERS)));
        ManagedProcess gateway = Millrace.another("api-gateway", 1, addressesOf("order", "customer", "order-history"));
        List<ManagedProcess> changed = List.of(kafka, orders, customers, history, relay, gateway);
        changed.reversed().forEach(process -> Millrace.part(process.name()).stop());
        changed.forEach(ManagedProcess::launch);
        changed.forEach(process -> process.awaitReady(Millrace.TIMEOUT));
        processes = Stream.concat(Stream.of("postgres", "identity").map(Millrace::part), changed.stream())
                .toList();
    }

    /** All processes, servers included. */
    List<ManagedProcess> processes() {
        return processes;
    }

    /** The proxies by the names of what they connect. */
    Map<String, TcpProxy> links() {
        return links;
    }

    List<String> processNames() {
        return processes.stream().map(ManagedProcess::name).toList();
    }

    List<String> linkNames() {
        return new ArrayList<>(links.keySet());
    }

    private String database(String client, Database database) {
        return "jdbc:postgresql://%s/%s".formatted(address(client, "postgres"), database.databaseName());
    }

    private Map<String, String> addressesOf(String... services) {
        Map<String, String> environment = new HashMap<>();
        for (String service : services) {
            String variable = service.toUpperCase(Locale.ROOT).replace('-', '_') + "_SERVICE_ADDRESSES";
            environment.put(variable, address("api-gateway", service + "-service"));
        }
        return environment;
    }

    private String address(String client, String server) {
        return "127.0.0.1:" + link(client + " to " + server, server);
    }

    /** @return the proxy's port */
    private int link(String name, String server) {
        return links.computeIfAbsent(
                        name, created -> new TcpProxy(Millrace.part(server).port()))
                .port();
    }
}
