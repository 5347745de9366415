package dev.millrace.devstack.run;

import dev.millrace.devstack.process.ManagedProcess;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "stop",
        description = "Stops one part, or all of them; one that has not ended after twenty seconds is killed.")
final class StopCommand implements Runnable {

    @ParentCommand
    private Run run;

    @Parameters(arity = "0..1", paramLabel = "PART")
    private String part;

    @Override
    public void run() {
        LocalSystem system = run.system();
        List<ManagedProcess> parts = part == null ? system.parts() : List.of(system.part(part));
        if (parts.stream().noneMatch(ManagedProcess::isRunning)) {
            Console.say(part == null ? "Nothing is running" : part + " is not running");
            return;
        }
        Shutdown.of(system, parts);
    }
}
