package dev.millrace.devstack.run;

import dev.millrace.devstack.process.ManagedProcess;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "start",
        description = "Starts one part, or all parts that are not running, and returns when they are ready.")
final class StartCommand implements Runnable {

    @ParentCommand
    private Run run;

    @Parameters(arity = "0..1", paramLabel = "PART")
    private String part;

    @Override
    public void run() {
        LocalSystem system = run.system();
        List<ManagedProcess> missing = (part == null ? system.parts() : List.of(system.part(part)))
                .stream().filter(each -> !each.isRunning()).toList();
        if (missing.isEmpty()) {
            Console.say("Already running; see " + system.command("status"));
            return;
        }
        SystemStartup startup = new SystemStartup(system, missing);
        startup.requireFreePorts();
        startup.start();
        startup.release();
    }
}
