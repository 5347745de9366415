package dev.millrace.devstack.run;

import dev.millrace.devstack.process.ManagedProcess;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "restart", description = "Stops a part, builds it again if its sources have changed, and starts it.")
final class RestartCommand implements Runnable {

    @ParentCommand
    private Run run;

    @Parameters(paramLabel = "PART")
    private String name;

    @Override
    public void run() {
        LocalSystem system = run.system();
        List<ManagedProcess> part = List.of(system.part(name));
        SystemStartup startup = new SystemStartup(system, part);
        startup.build();
        Shutdown.of(system, part);
        startup.requireFreePorts();
        startup.start();
        startup.release();
    }
}
