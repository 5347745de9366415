package dev.millrace.devstack.run;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Packaging;
import dev.millrace.devstack.process.Program;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A service from the build's output, as a binary or in a JVM sized for a laptop.
 *
 * @param more variables of this instance, which win over those of the service
 */
record QuarkusService(
        Service service, PortMap ports, Packaging packaging, String name, int port, Map<String, String> more)
        implements Program {

    private static final String JVM = "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
    private static final int ANSWER_MILLIS = 2_000;

    QuarkusService(Service service, PortMap ports, Packaging packaging) {
        this(service, ports, packaging, service.module(), ports.of(service), Map.of());
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public List<String> command() {
        return packaging.command(Checkout.find(), service.module(), jvmOptions());
    }

    /** A variable that the user has set wins, unless it means something else to each service. */
    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = service.environment(ports);
        environment.put(Service.HTTP_PORT, Integer.toString(port));
        environment.keySet().removeIf(variable -> System.getenv().containsKey(variable) && !Service.isOwn(variable));
        environment.putAll(more);
        return environment;
    }

    @Override
    public boolean isReady(long pid) {
        try {
            URI health = URI.create(address() + "/q/health/ready");
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notListeningYet) {
            return false;
        }
    }

    private List<String> jvmOptions() {
        Map<String, String> user = System.getenv();
        String options = user.getOrDefault("JAVA_OPTS_" + service.name(), user.getOrDefault("JAVA_OPTS", JVM));
        return Stream.of(options.split("\\s+"))
                .filter(option -> !option.isEmpty())
                .toList();
    }
}
