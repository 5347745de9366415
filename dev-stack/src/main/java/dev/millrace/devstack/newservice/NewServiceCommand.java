package dev.millrace.devstack.newservice;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "new-service",
        description = {
            "Creates a service: a module with aggregate, REST, outbox, inbox, consumer, migration and tests, and its",
            "entries in the build, ./run, the gateway, the relay, the hosts and Kubernetes."
        })
public final class NewServiceCommand implements Callable<Integer> {
    private static final String SERVICES = "dev-stack/src/main/java/dev/millrace/devstack/run/Service.java";
    private static final Pattern PORT = Pattern.compile("_SERVICE\\((\\d{4}),");
    /** 8080 to 8085 are the gateway's, the services', the relay's and the issuer's. */
    private static final int FIRST_FREE = 8086;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            description = "One word in lower case, such as inventory; the module is NAME-service.")
    private String name;

    @Option(
            names = "--outside",
            paramLabel = "DIRECTORY",
            description =
                    "Create it in this directory, as a separate project that uses the released chassis and relay.")
    private Path outside;

    @Override
    public Integer call() {
        Path root = Path.of("").toAbsolutePath();
        PrintWriter out = spec.commandLine().getOut();
        if (outside == null) {
            out.printf(
                    "%d files were written or changed. Next:%n  ./mvnw spotless:apply%n"
                            + "  ./mvnw verify -pl %s-service -am%n  ./run --detach%n",
                    prepare(root, name).write(), name);
        } else {
            Path project = outside.resolve(name + "-service");
            out.printf(
                    "%d files were written. Next:%n"
                            + "  ./mvnw install -DskipTests -pl chassis/eventing,chassis/security,outbox-relay -am%n"
                            + "  ./mvnw -f %s package%nWhat it needs to run: docs/new-service.md%n",
                    prepareOutside(root, project.toAbsolutePath(), name).write(), project.resolve("pom.xml"));
        }
        return CommandLine.ExitCode.OK;
    }

    /** Everything that the command writes, not yet written. */
    static Checkout prepare(Path root, String name) {
        Checkout checkout = new Checkout(root);
        ServiceName service = new ServiceName(name, nextPort(checkout));
        new FreeName(root).requireInside(service);
        new Templates(root).createInside(service, checkout);
        new Entries(new Wiring(checkout, service), service).add();
        return checkout;
    }

    /** Everything that the command writes for a project of its own, not yet written. */
    static Checkout prepareOutside(Path root, Path project, String name) {
        ServiceName service = new ServiceName(name, FIRST_FREE);
        new FreeName(root).requireOutside(service);
        Checkout files = new Checkout(project);
        new Templates(root).createOutside(service, files);
        return files;
    }

    private static int nextPort(Checkout checkout) {
        return PORT.matcher(checkout.read(SERVICES))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)) + 1)
                .filter(port -> port >= FIRST_FREE)
                .max()
                .orElse(FIRST_FREE);
    }
}
