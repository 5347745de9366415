package dev.millrace.bench.peers;

import dev.millrace.devstack.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * This relay as it is packaged.
 *
 * @param options of the JVM or the binary; those of the form {@code NAME=value} are variables of its environment
 */
record MillraceRelay(String name, boolean isNative, List<String> options) implements Contestant {
    /** Those of {@code ./run}. */
    static final String JVM = "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    private static final String NATIVE = "-Xmx64m";

    static MillraceRelay onJvm(String name, String options) {
        return new MillraceRelay(name, false, List.of(options.split("\\s+")));
    }

    static MillraceRelay nativeBinary() {
        return new MillraceRelay("relay-native", true, List.of(NATIVE));
    }

    @Override
    public String description() {
        return (isNative ? "this relay, native: " : "this relay on the JVM: ") + String.join(" ", options);
    }

    @Override
    public List<Path> needs() {
        return List.of(isNative ? binary() : target().resolve("quarkus-app/quarkus-run.jar"));
    }

    @Override
    public List<String> command(Assignment assignment) {
        Stream<String> flags = options.stream().filter(option -> !isVariable(option));
        String program = needs().getFirst().toString();
        return isNative
                ? Stream.concat(Stream.of(program), flags).toList()
                : Stream.of(Stream.of(Checkout.javaCommand()), flags, Stream.of("-jar", program))
                        .flatMap(part -> part)
                        .toList();
    }

    @Override
    public Map<String, String> environment(Assignment assignment) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(assignment.port()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", assignment.stack().bootstrapServers());
        environment.put("RELAY_SOURCES_ORDERS_JDBC_URL", assignment.jdbcUrl());
        environment.put("RELAY_SOURCES_ORDERS_USERNAME", assignment.reader().username());
        environment.put("RELAY_SOURCES_ORDERS_PASSWORD", assignment.reader().password());
        environment.put("RELAY_SOURCES_ORDERS_SLOT", assignment.slot());
        environment.put("RELAY_ROUTES_ORDER", assignment.topic());
        environment.put("RELAY_TOPICS_POSITIONS", assignment.topic() + ".positions");
        environment.put("RELAY_TRANSACTIONAL_ID_PREFIX", assignment.id());
        options.stream()
                .filter(MillraceRelay::isVariable)
                .map(option -> option.split("=", 2))
                .forEach(variable -> environment.put(variable[0], variable[1]));
        return environment;
    }

    private static boolean isVariable(String option) {
        return option.matches("[A-Z_]+=.*");
    }

    private static Path target() {
        return Checkout.find().root().resolve("outbox-relay/target");
    }

    private static Path binary() {
        Path any = target().resolve("outbox-relay-runner");
        try (Stream<Path> files = Files.exists(target()) ? Files.list(target()) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith("-runner"))
                    .findFirst()
                    .orElse(any);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
