package dev.millrace.devstack.run;

import dev.millrace.devstack.process.Part;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "restart", description = "Stops a part and starts it again, built anew when its sources have changed.")
final class RestartCommand implements Runnable {

    @ParentCommand
    private Run run;

    @Parameters(paramLabel = "PART")
    private String name;

    @Override
    public void run() {
        LocalSystem system = run.system();
        List<Part> part = List.of(system.part(name));
        Startup startup = new Startup(system, part);
        startup.build();
        Shutdown.of(system, part);
        startup.requireFreePorts();
        startup.start();
        startup.letGo();
    }
}
