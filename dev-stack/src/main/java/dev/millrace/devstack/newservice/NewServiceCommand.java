package dev.millrace.devstack.newservice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "new-service",
        description = {
            "Makes a service: a module with aggregate, REST, outbox, inbox, consumer, migration and tests, known to the",
            "build, ./run, the gateway, the relay, the hosts and Kubernetes."
        })
public final class NewServiceCommand implements Callable<Integer> {
    private static final String TEMPLATES = "src/main/new-service";
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

    @Override
    public Integer call() {
        int files = prepare(Path.of("").toAbsolutePath(), name).write();
        spec.commandLine()
                .getOut()
                .printf(
                        "%d files were written or changed. Next:%n  ./mvnw spotless:apply%n"
                                + "  ./mvnw verify -pl %s-service -am%n  ./run --detach%n",
                        files, name);
        return CommandLine.ExitCode.OK;
    }

    /** Everything that the command writes, not yet written. */
    static Checkout prepare(Path root, String name) {
        Checkout checkout = new Checkout(root);
        ServiceName service = new ServiceName(name, nextPort(checkout));
        List<Path> templates = templates(checkout);
        new FreeName(root, templates).require(service);
        instantiate(checkout, templates, service);
        new Entries(new Wiring(checkout, service), service).add();
        return checkout;
    }

    private static int nextPort(Checkout checkout) {
        return PORT.matcher(checkout.read(SERVICES))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)) + 1)
                .filter(port -> port >= FIRST_FREE)
                .max()
                .orElse(FIRST_FREE);
    }

    private static List<Path> templates(Checkout checkout) {
        try (Stream<Path> files = Files.walk(checkout.path(TEMPLATES))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing was changed: the templates cannot be read", e);
        }
    }

    private static void instantiate(Checkout checkout, List<Path> templates, ServiceName service) {
        Path directory = checkout.path(TEMPLATES);
        for (Path file : templates) {
            String path = directory.relativize(file).toString();
            String text = checkout.read(TEMPLATES + "/" + path);
            checkout.create(service.ofTemplate(path), service.ofTemplate(text), file);
        }
    }
}
