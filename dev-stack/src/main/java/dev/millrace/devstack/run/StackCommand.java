package dev.millrace.devstack.run;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "stack",
        description = "Starts PostgreSQL, Kafka and the issuer only, for a service in Quarkus's dev mode.")
final class StackCommand implements Callable<Integer> {

    @ParentCommand
    private Run run;

    @Mixin
    private StartOptions options;

    @Override
    public Integer call() {
        LocalSystem system = run.system();
        options.start(system, system.servers(), () -> {
            new Build().installForDevMode();
            printDevModeCommands(system);
        });
        return CommandLine.ExitCode.OK;
    }

    private static void printDevModeCommands(LocalSystem system) {
        Console.say("A service that reloads as you edit it:");
        for (Service service : Service.values()) {
            Console.say("  " + variables(service, system.offset()) + "./mvnw quarkus:dev -pl " + service.module());
        }
    }

    /** With offset 0 there are none: dev mode's defaults are the standard ports. */
    private static String variables(Service service, int offset) {
        return offset == 0
                ? ""
                : service.environment(new PortMap(offset), 1).entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue() + " ")
                        .collect(Collectors.joining());
    }
}
