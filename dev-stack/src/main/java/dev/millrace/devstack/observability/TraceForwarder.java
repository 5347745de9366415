package dev.millrace.devstack.observability;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Ports;
import dev.millrace.devstack.process.ProcessSpec;
import java.util.List;

/** Process that takes spans by OTLP, which is what services export, and gives them to Zipkin, which takes its own format. */
public final class TraceForwarder implements ProcessSpec {
    public static final String NAME = "trace-forwarder";

    private static final List<String> JVM = List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final int port;
    private final int zipkin;

    public TraceForwarder(int port, int zipkin) {
        this.port = port;
        this.zipkin = zipkin;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public List<String> command() {
        return Checkout.find()
                .java(
                        TraceForwarderServer.class,
                        JVM,
                        List.of(Integer.toString(port), "http://127.0.0.1:" + zipkin + "/api/v2/spans"));
    }

    @Override
    public boolean isReady(long pid) {
        return !Ports.isFree(port);
    }
}
