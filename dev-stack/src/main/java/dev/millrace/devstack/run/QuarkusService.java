package dev.millrace.devstack.run;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.HttpProbe;
import dev.millrace.devstack.process.HttpProcessSpec;
import dev.millrace.devstack.process.Packaging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Process of a service's instance from the build's output: a native executable, or a JVM with a small heap.
 *
 * @param more variables that override all others
 */
record QuarkusService(Instance instance, PortMap ports, Packaging packaging, Map<String, String> more)
        implements HttpProcessSpec {

    private static final String JVM = "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

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
        return HttpProbe.isOk(managementAddress() + "/q/health/ready");
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
