package dev.millrace.devstack.run;

import dev.millrace.devstack.observability.Prometheus;
import dev.millrace.devstack.observability.TraceForwarder;
import dev.millrace.devstack.observability.Zipkin;
import dev.millrace.devstack.process.ProcessSpec;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the system has views of its traces and metrics. Persisted in the run directory for later commands. */
record Observation(boolean on) {
    static final Observation OFF = new Observation(false);

    private static final String FILE = "observed";

    static Observation read(RunDirectory runDirectory) {
        return new Observation(Files.exists(runDirectory.root().resolve(FILE)));
    }

    void write(RunDirectory runDirectory) {
        try {
            if (on) {
                Files.createDirectories(runDirectory.root());
                Files.writeString(runDirectory.root().resolve(FILE), "");
            } else {
                Files.deleteIfExists(runDirectory.root().resolve(FILE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Zipkin, and Prometheus where it is installed. */
    Stream<ProcessSpec> processes(PortMap ports, RunDirectory runDirectory) {
        if (!on) {
            return Stream.empty();
        }
        Stream<ProcessSpec> traces =
                Stream.of(new Zipkin(ports.zipkin()), new TraceForwarder(ports.traceForwarder(), ports.zipkin()));
        return Prometheus.isInstalled()
                ? Stream.concat(
                        traces, Stream.of(new Prometheus(ports.prometheus(), runDirectory, scrapeTargets(ports))))
                : traces;
    }

    /** Variables of every service: spans of all requests are exported, and the console links to them. */
    Map<String, String> environment(PortMap ports) {
        return on
                ? Map.of(
                        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + ports.traceForwarder(),
                        "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                        "http/protobuf",
                        "GATEWAY_CONSOLE_TRACE_URL",
                        new Zipkin(ports.zipkin()).traceAddress())
                : Map.of();
    }

    /** What to look at, one line each; empty when nothing is observed. */
    List<String> links(PortMap ports) {
        if (!on) {
            return List.of();
        }
        return List.of(
                "Traces:  " + new Zipkin(ports.zipkin()).address(),
                Prometheus.isInstalled()
                        ? "Metrics and alerts:  http://127.0.0.1:" + ports.prometheus()
                        : "Metrics and alerts: install Prometheus to see them (Debian: apt-get install prometheus)");
    }

    /** The management ports of all instances, by the port that the configuration in the checkout names. */
    private static Map<Integer, String> scrapeTargets(PortMap ports) {
        PortMap configured = new PortMap(0);
        return Arrays.stream(Service.values())
                .collect(Collectors.toMap(
                        service -> configured.managementOf(new Instance(service, 1)),
                        service -> ports.instances()
                                .all()
                                .filter(instance -> instance.service() == service)
                                .map(instance -> "\"127.0.0.1:" + ports.managementOf(instance) + "\"")
                                .collect(Collectors.joining(", ", "[", "]"))));
    }
}
