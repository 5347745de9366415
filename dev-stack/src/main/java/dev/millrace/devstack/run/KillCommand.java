package dev.millrace.devstack.run;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.ProcessFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "kill", description = "Kills a part without an orderly stop (kill -9); use start to run it again.")
final class KillCommand implements Runnable {

    @ParentCommand
    private Run run;

    @Parameters(paramLabel = "PART")
    private String name;

    @Override
    public void run() {
        ManagedProcess part = run.system().part(name);
        long pid = part.pid().orElseThrow(() -> new ProcessFailed(name + " is not running"));
        part.kill();
        Console.say("%s (process %d) was killed; start it again with %s"
                .formatted(name, pid, run.system().command("start " + name)));
    }
}
