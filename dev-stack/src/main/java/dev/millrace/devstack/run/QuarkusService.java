package dev.millrace.devstack.run;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Packaging;
import dev.millrace.devstack.process.ProcessSpec;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Process of a service's instance from the build's output: a native executable, or a JVM with a small heap.
 *
 * @param more variables that override all others
 */
record QuarkusService(Instance instance, PortMap ports, Packaging packaging, Map<String, String> more)
        implements ProcessSpec {

    private static final String JVM = "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
    private static final int ANSWER_MILLIS = 2_000;

    @Override
    public String name() {
        return instance.name();
    }

    @Override
    public int port() {
        return ports.of(instance);
    }

    @Override
    public List<Integer> allPorts() {
        return List.of(port(), ports.managementOf(instance));
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public String managementAddress() {
        return "http://127.0.0.1:" + ports.managementOf(instance);
    }

    @Override
    public List<String> command() {
        return packaging.command(Checkout.find(), instance.service().module(), jvmOptions());
    }

    /** A variable set by the user takes precedence, unless it needs a different value for each service. */
    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = instance.service().environment(ports, instance.number());
        environment.keySet().removeIf(name -> System.getenv().containsKey(name) && !Service.isOwn(name));
        environment.putAll(more);
        return environment;
    }

    @Override
    public boolean isReady(long pid) {
        try {
            URI health = URI.create(managementAddress() + "/q/health/ready");
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
        String options =
                user.getOrDefault("JAVA_OPTS_" + instance.service().name(), user.getOrDefault("JAVA_OPTS", JVM));
        return Stream.of(options.split("\\s+"))
                .filter(option -> !option.isEmpty())
                .toList();
    }
}
