package dev.millrace.devstack.run;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.ProcessFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "logs", description = "Prints a part's log.")
final class LogsCommand implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    @ParentCommand
    private Run run;

    @Parameters(paramLabel = "PART")
    private String name;

    @Option(
            names = {"-f", "--follow"},
            description = "Continue to print new lines, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws IOException {
        ManagedProcess part = run.system().part(name);
        if (Files.notExists(part.log())) {
            throw new ProcessFailed("%s has written no log yet: %s".formatted(name, part.log()));
        }
        try (InputStream log = Files.newInputStream(part.log())) {
            log.transferTo(System.out);
            while (follow) {
                LockSupport.parkNanos(INTERVAL.toNanos());
                log.transferTo(System.out);
                System.out.flush();
            }
        }
        return CommandLine.ExitCode.OK;
    }
}
