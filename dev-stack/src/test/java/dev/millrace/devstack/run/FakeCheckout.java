package dev.millrace.devstack.run;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Packaging;
import dev.millrace.devstack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A directory that ./run accepts as the checkout: the real dev-stack and a {@link FakeService} for each service. */
final class FakeCheckout {

    static final int PARTS = 3 + Service.values().length;

    record Outcome(int exitCode, String output) {}

    private final Path root;
    private final int offset;

    FakeCheckout(Path root) throws IOException {
        this.root = root;
        this.offset = freeOffset();
        Path real = Checkout.find().root().resolve("dev-stack");
        Path devStack = Files.createDirectories(root.resolve("dev-stack"));
        Files.createDirectories(root.resolve(".mvn"));
        Files.copy(real.resolve("pom.xml"), devStack.resolve("pom.xml"));
        Files.createSymbolicLink(devStack.resolve("target"), real.resolve("target"));
        for (Service service : Service.values()) {
            writeJar(Packaging.JVM.artifact(new Checkout(root), service.module()));
        }
    }

    /** Replaces each service's JAR by an executable, as a native build produces. */
    FakeCheckout asBinaries() throws IOException {
        Checkout checkout = new Checkout(root);
        for (Service service : Service.values()) {
            Path jar = Packaging.JVM.artifact(checkout, service.module());
            Path moved = Files.move(jar, jar.resolveSibling("moved.jar"));
            Path binary = Packaging.NATIVE.artifact(checkout, service.module());
            Files.writeString(binary, "#!/bin/sh\nexec '%s' -jar '%s'\n".formatted(Checkout.javaCommand(), moved));
            if (!binary.toFile().setExecutable(true)) {
                throw new IOException(binary + " cannot be made executable");
            }
        }
        return this;
    }

    int port(Service service) {
        return new PortMap(offset).of(service);
    }

    /** Runs {@code ./run} with the arguments and waits for its end. */
    Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        Process process = start(environment, arguments);
        String output = new String(process.getInputStream().readAllBytes());
        return new Outcome(process.waitFor(), output);
    }

    Outcome run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    /** Process ids of the running parts. */
    List<Long> pids() throws Exception {
        Outcome status = run("status", "--json");
        assertThat(status.exitCode()).isZero();
        return Pattern.compile("\"pid\":(\\d+)")
                .matcher(status.output())
                .results()
                .map(match -> Long.parseLong(match.group(1)))
                .toList();
    }

    Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                new Checkout(root).java(Run.class, List.of("-XX:TieredStopAtLevel=1"), List.of(arguments)));
        command.addAll(List.of("--port-offset", Integer.toString(offset)));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int freeOffset() {
        return IntStream.iterate(Ports.free() / 4, candidate -> candidate + 7)
                .filter(candidate -> {
                    PortMap ports = new PortMap(candidate);
                    return Stream.concat(
                                    Stream.of(ports.postgres(), ports.kafka(), ports.identity()),
                                    Stream.of(Service.values())
                                            .map(service -> new Instance(service, 1))
                                            .flatMap(each -> Stream.of(ports.of(each), ports.managementOf(each))))
                            .allMatch(Ports::isFree);
                })
                .findFirst()
                .orElseThrow();
    }

    private static void writeJar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        Files.createDirectories(file.getParent());
        String entry = FakeService.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var bytes = FakeService.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            bytes.transferTo(jar);
        }
    }
}
