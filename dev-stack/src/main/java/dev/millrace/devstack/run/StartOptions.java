package dev.millrace.devstack.run;

import dev.millrace.devstack.process.Command;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.ProcessFailed;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Options and procedure for starting a system that is not running. */
final class StartOptions {

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--fresh", description = "Remove the data of PostgreSQL, Kafka and the issuer first.")
    private boolean fresh;

    void start(LocalSystem system, List<ManagedProcess> parts, Runnable whenReady) {
        refuseWhenRunning(system);
        SystemStartup startup = new SystemStartup(system, parts);
        startup.requireFreePorts();
        system.instances().write(system.runDirectory());
        system.observation().write(system.runDirectory());
        if (fresh) {
            system.servers()
                    .forEach(server ->
                            remove(system.runDirectory().data(server.name()).toString()));
        }
        startup.start();
        whenReady.run();
        if (detach) {
            startup.release();
        } else {
            Console.say("Ctrl-C ends everything.");
            ProcessMonitor.untilAllHaveEnded(system, parts);
        }
    }

    private static void refuseWhenRunning(LocalSystem system) {
        List<ManagedProcess> running =
                system.parts().stream().filter(ManagedProcess::isRunning).toList();
        if (!running.isEmpty()) {
            throw new ProcessFailed("Already running: %s. See %s, end it with %s, add what is missing with %s"
                    .formatted(
                            running.stream().map(ManagedProcess::name).collect(Collectors.joining(", ")),
                            system.command("status"),
                            system.command("stop"),
                            system.command("start")));
        }
    }

    private static void remove(String directory) {
        Command.run("remove " + directory, List.of("rm", "-rf", directory), "");
    }
}
