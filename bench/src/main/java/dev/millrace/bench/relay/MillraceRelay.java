package dev.millrace.bench.relay;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Packaging;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The packaged outbox-relay.
 *
 * @param options JVM options; those of the form {@code NAME=value} are environment variables
 */
record MillraceRelay(String name, Packaging packaging, List<String> options) implements RelayUnderTest {
    /** The JVM options of {@code ./run}. */
    static final String JVM = "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    static MillraceRelay onJvm(String name, String options) {
        return new MillraceRelay(name, Packaging.JVM, List.of(options.split("\\s+")));
    }

    static MillraceRelay nativeBinary() {
        return new MillraceRelay("relay-native", Packaging.NATIVE, List.of());
    }

    @Override
    public String description() {
        return "this relay, " + packaging + ": " + String.join(" ", options);
    }

    @Override
    public List<Path> needs() {
        return List.of(packaging.artifact(Checkout.find(), "outbox-relay"));
    }

    @Override
    public List<String> command(RunContext context) {
        List<String> flags =
                options.stream().filter(option -> !isVariable(option)).toList();
        return packaging.command(Checkout.find(), "outbox-relay", flags);
    }

    @Override
    public Map<String, String> environment(RunContext context) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(context.port()));
        environment.put("QUARKUS_MANAGEMENT_PORT", "0");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", context.stack().bootstrapServers());
        environment.put("RELAY_SOURCES_ORDERS_JDBC_URL", context.jdbcUrl());
        environment.put("RELAY_SOURCES_ORDERS_USERNAME", context.reader().username());
        environment.put("RELAY_SOURCES_ORDERS_PASSWORD", context.reader().password());
        environment.put("RELAY_SOURCES_ORDERS_SLOT", context.slot());
        environment.put("RELAY_ROUTES_ORDER", context.topic());
        environment.put("RELAY_TOPICS_POSITIONS", context.topic() + ".positions");
        environment.put("RELAY_TRANSACTIONAL_ID_PREFIX", context.id());
        options.stream()
                .filter(MillraceRelay::isVariable)
                .map(option -> option.split("=", 2))
                .forEach(variable -> environment.put(variable[0], variable[1]));
        return environment;
    }

    private static boolean isVariable(String option) {
        return option.matches("[A-Z_]+=.*");
    }
}
