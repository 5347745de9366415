package dev.millrace.devstack.observability;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.HttpProbe;
import dev.millrace.devstack.process.HttpProcessSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Process of Zipkin, which keeps traces in memory and shows them. Its executable JAR is a Maven artifact. */
public record Zipkin(int port) implements HttpProcessSpec {
    public static final String NAME = "zipkin";

    private static final String ARTIFACT = "io.zipkin:zipkin-server:3.6.1:jar:exec";
    private static final Path JAR = Path.of(".run", "zipkin-server-3.6.1-exec.jar");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return HttpProcessSpec.super.address() + "/zipkin/";
    }

    /** Address of a trace, with {@code {traceId}} in it. */
    public String traceAddress() {
        return address() + "traces/{traceId}";
    }

    /** Fetches the JAR, once. */
    @Override
    public void prepare() {
        Checkout checkout = Checkout.find();
        if (Files.notExists(checkout.root().resolve(JAR))) {
            System.out.println("Fetching Zipkin, 135 MB, from the Maven repository ...");
            checkout.fetch(ARTIFACT, checkout.root().resolve(JAR).getParent());
        }
    }

    @Override
    public List<String> command() {
        return List.of(
                Checkout.javaCommand(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Checkout.find().root().resolve(JAR).toString(),
                "--armeria.ports[0].ip=127.0.0.1",
                "--armeria.ports[0].port=" + port,
                "--armeria.ports[0].protocols[0]=http");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("QUERY_PORT", Integer.toString(port));
    }

    @Override
    public boolean isReady(long pid) {
        return HttpProbe.isOk(HttpProcessSpec.super.address() + "/health");
    }
}
