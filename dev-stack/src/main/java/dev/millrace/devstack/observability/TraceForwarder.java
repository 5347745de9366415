package dev.millrace.devstack.observability;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.HttpProcessSpec;
import java.util.List;

/**
 * Process that receives spans by OTLP, which services export, and forwards them to Zipkin in Zipkin's format.
 *
 * @param zipkin port of Zipkin
 */
public record TraceForwarder(int port, int zipkin) implements HttpProcessSpec {
    public static final String NAME = "trace-forwarder";

    private static final List<String> JVM = List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> command() {
        return Checkout.find()
                .java(
                        TraceForwarderServer.class,
                        JVM,
                        List.of(Integer.toString(port), "http://127.0.0.1:" + zipkin + "/api/v2/spans"));
    }
}
