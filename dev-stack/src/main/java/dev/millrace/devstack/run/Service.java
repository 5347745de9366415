package dev.millrace.devstack.run;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.Topic;
import dev.millrace.devstack.process.ProcessFailed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static dev.millrace.devstack.Database.CUSTOMERS;
import static dev.millrace.devstack.Database.ORDERS;
import static dev.millrace.devstack.Database.ORDER_HISTORY;

/** The services: port and environment of each. The constant's name is the module's. */
enum Service {
    CUSTOMER_SERVICE(8082, owns(CUSTOMERS)),
    ORDER_SERVICE(8081, owns(ORDERS), calls(CUSTOMER_SERVICE)),
    ORDER_HISTORY_SERVICE(8083, owns(ORDER_HISTORY)),
    OUTBOX_RELAY(8084, relays(ORDERS), relays(CUSTOMERS), publishesInBatches()),
    API_GATEWAY(8080, finds(ORDER_SERVICE), finds(CUSTOMER_SERVICE), finds(ORDER_HISTORY_SERVICE), showsOperations());

    private static final String DATABASE = "DATABASE_";
    private static final String HTTP = "QUARKUS_HTTP_";
    private static final String MANAGEMENT = "QUARKUS_MANAGEMENT_";

    private interface EnvironmentBinding {
        Map<String, String> environment(PortMap at);
    }

    private final int port;
    private final List<EnvironmentBinding> bindings;

    Service(int port, EnvironmentBinding... bindings) {
        this.port = port;
        this.bindings = List.of(bindings);
    }

    String module() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int port() {
        return port;
    }

    static Service named(String module) {
        return Arrays.stream(values())
                .filter(service -> service.module().equals(module))
                .findFirst()
                .orElseThrow(() -> new ProcessFailed("There is no service '%s'; the services are %s"
                        .formatted(
                                module,
                                Arrays.stream(values()).map(Service::module).collect(Collectors.joining(", ")))));
    }

    /**
     * Environment variables of an instance: its ports, its shutdown delay, and the addresses of what it connects to.
     */
    Map<String, String> environment(PortMap at, int instance) {
        Map<String, String> environment = new TreeMap<>();
        Instance self = new Instance(this, instance);
        environment.put(HTTP + "HOST", "127.0.0.1");
        environment.put(HTTP + "PORT", Integer.toString(at.of(self)));
        environment.put(MANAGEMENT + "HOST", "127.0.0.1");
        environment.put(MANAGEMENT + "PORT", Integer.toString(at.managementOf(self)));
        environment.put("QUARKUS_SHUTDOWN_DELAY", at.instances().of(this) > 1 ? "1s" : "0s");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + at.kafka());
        environment.put("CHASSIS_DEPLOYMENT_TOPIC", Topic.DEPLOYMENTS.topicName());
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        environment.put("IDENTITY_ISSUER", "http://127.0.0.1:" + at.identity());
        bindings.forEach(binding -> environment.putAll(binding.environment(at)));
        return environment;
    }

    /** Whether the variable needs a different value for each service. */
    static boolean isOwn(String variable) {
        return variable.startsWith(DATABASE) || variable.startsWith(HTTP) || variable.startsWith(MANAGEMENT);
    }

    private static EnvironmentBinding owns(Database database) {
        return at -> login(DATABASE, "URL", at.jdbcUrl(database), database.owner());
    }

    private static EnvironmentBinding relays(Database database) {
        String prefix = "RELAY_SOURCES_" + database.name() + "_";
        return at -> login(prefix, "JDBC_URL", at.jdbcUrl(database), Credentials.RELAY);
    }

    /** Fewer Kafka transactions a second: see decision 101. */
    private static EnvironmentBinding publishesInBatches() {
        return at -> Map.of("RELAY_BATCH_INTERVAL", "60ms");
    }

    private static EnvironmentBinding calls(Service service) {
        return at -> Map.of("QUARKUS_REST_CLIENT_" + service.name() + "_URL", "http://127.0.0.1:" + at.of(service));
    }

    /** Binds the addresses of all instances of the service. */
    private static EnvironmentBinding finds(Service service) {
        return at -> Map.of(service.name() + "_ADDRESSES", at.addresses(service));
    }

    /** Binds the management ports of all instances, which the console shows to admins. */
    private static EnvironmentBinding showsOperations() {
        return at -> Map.of("GATEWAY_OPERATIONS_INSTANCES", at.managementAddresses());
    }

    private static Map<String, String> login(String prefix, String urlKey, String url, Credentials credentials) {
        return Map.of(
                prefix + urlKey, url,
                prefix + "USERNAME", credentials.username(),
                prefix + "PASSWORD", credentials.password());
    }
}
