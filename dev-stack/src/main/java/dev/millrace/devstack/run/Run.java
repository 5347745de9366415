package dev.millrace.devstack.run;

import dev.millrace.devstack.newservice.NewServiceCommand;
import dev.millrace.devstack.process.Packaging;
import dev.millrace.devstack.process.ProcessFailed;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = "./run",
        description = {
            "Runs Millrace on this machine: PostgreSQL, Kafka, the issuer and the services, without Docker.",
            "Without a command it starts everything and stops it on Ctrl-C."
        },
        subcommands = {
            StatusCommand.class,
            StartCommand.class,
            StopCommand.class,
            RestartCommand.class,
            KillCommand.class,
            LogsCommand.class,
            DlqCommand.class,
            RebuildHistoryCommand.class,
            StackCommand.class,
            NewServiceCommand.class
        })
final class Run implements Callable<Integer> {

    private static final int MAX_OFFSET = 40_000;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private StartOptions options;

    @Option(
            names = "--observe",
            description = "Also start Zipkin, which shows traces, and Prometheus, if it is installed.")
    private boolean observe;

    private int portOffset;

    @Option(
            names = "--instances",
            paramLabel = "SERVICE=N",
            description =
                    "Start N instances of the service, such as order-service=2; the gateway distributes the load.")
    private Map<String, Integer> instances = Map.of();

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "Add N to every port; copies with different offsets run side by side.")
    void setPortOffset(int offset) {
        if (offset < 0 || offset > MAX_OFFSET) {
            throw new ParameterException(
                    spec.commandLine(), "--port-offset must be between 0 and %d".formatted(MAX_OFFSET));
        }
        portOffset = offset;
    }

    @Option(
            names = "--native",
            scope = ScopeType.INHERIT,
            description = "Start the services as native binaries; missing binaries are built.")
    private boolean asNative;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private boolean help;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Run()).setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            if (!(failure instanceof ProcessFailed)) {
                throw failure;
            }
            commandLine.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    LocalSystem system() {
        return LocalSystem.at(portOffset, asNative ? Packaging.NATIVE : Packaging.JVM);
    }

    @Override
    public Integer call() {
        LocalSystem system = system().with(Instances.named(instances), new Observation(observe));
        options.start(system, system.parts(), () -> Welcome.print(system));
        return CommandLine.ExitCode.OK;
    }
}
