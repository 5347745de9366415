package dev.millrace.devstack.run;

import dev.millrace.devstack.kafka.DeadLetters;
import dev.millrace.devstack.kafka.Kafka;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "replay", description = "Sends a service's dead letters back to the topics they came from, each once.")
final class ReplayCommand implements Callable<Integer> {

    @ParentCommand
    private Run run;

    @Parameters(paramLabel = "SERVICE")
    private String service;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The Kafka to replay on; default: the one of this system.")
    private String bootstrapServers;

    @Override
    public Integer call() {
        LocalSystem system = run.system();
        String name = system.part(service).name();
        String kafka = bootstrapServers == null ? system.part(Kafka.NAME).address() : bootstrapServers;
        int replayed = new DeadLetters(kafka, name).replay();
        Console.say("%d dead letters of %s sent back".formatted(replayed, name));
        return CommandLine.ExitCode.OK;
    }
}
