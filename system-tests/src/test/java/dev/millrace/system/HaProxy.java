package dev.millrace.system;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.HttpProcessSpec;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.Ports;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The installed HAProxy with the configuration that is shipped. */
record HaProxy(int port, ManagedProcess first, ManagedProcess second) implements HttpProcessSpec {
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
    private static final Path CONFIGURATION = Checkout.find().root().resolve("src/main/haproxy/haproxy.cfg");

    HaProxy(ManagedProcess first, ManagedProcess second) {
        this(Ports.free(), first, second);
    }

    /** Whether the program is there; otherwise nothing can be tested. */
    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    @Override
    public String name() {
        return "reverse-proxy";
    }

    @Override
    public List<String> command() {
        return List.of(PROGRAM.toString(), "-db", "-f", CONFIGURATION.toString());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "PROXY_BIND",
                "127.0.0.1:" + port,
                "GATEWAY_1",
                "127.0.0.1:" + first.port(),
                "GATEWAY_1_HOST",
                "127.0.0.1",
                "GATEWAY_1_MANAGEMENT_PORT",
                managementPort(first),
                "GATEWAY_2",
                "127.0.0.1:" + second.port(),
                "GATEWAY_2_HOST",
                "127.0.0.1",
                "GATEWAY_2_MANAGEMENT_PORT",
                managementPort(second));
    }

    private static String managementPort(ManagedProcess gateway) {
        return Integer.toString(URI.create(gateway.managementAddress()).getPort());
    }
}
