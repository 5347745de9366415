package dev.millrace.devstack.run;

import dev.millrace.devstack.process.Command;
import dev.millrace.devstack.process.Part;
import dev.millrace.devstack.process.PartFailed;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How several parts are started from nothing. */
final class StartOptions {

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--fresh", description = "Remove the data of PostgreSQL, Kafka and the issuer first.")
    private boolean fresh;

    void start(LocalSystem system, List<Part> parts, Runnable whenReady) {
        refuseWhenRunning(system);
        Startup startup = new Startup(system, parts);
        startup.requireFreePorts();
        system.instances().write(system.layout());
        if (fresh) {
            system.servers()
                    .forEach(
                            server -> remove(system.layout().data(server.name()).toString()));
        }
        startup.start();
        whenReady.run();
        if (detach) {
            startup.letGo();
        } else {
            Console.say("Ctrl-C ends everything.");
            Attendance.untilAllHaveEnded(system, parts);
        }
    }

    private static void refuseWhenRunning(LocalSystem system) {
        List<Part> running = system.parts().stream().filter(Part::isRunning).toList();
        if (!running.isEmpty()) {
            throw new PartFailed("Already running: %s. See %s, end it with %s, add what is missing with %s"
                    .formatted(
                            running.stream().map(Part::name).collect(Collectors.joining(", ")),
                            system.command("status"),
                            system.command("stop"),
                            system.command("start")));
        }
    }

    private static void remove(String directory) {
        Command.run("remove " + directory, List.of("rm", "-rf", directory), "");
    }
}
