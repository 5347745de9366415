package dev.millrace.devstack.run;

import dev.millrace.devstack.process.ManagedProcess;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "status",
        description = "Shows the parts. Exit code 0: all are ready; 3: one is not (with --json always 0).")
final class StatusCommand implements Callable<Integer> {

    private static final int NOT_ALL_READY = 3;

    @ParentCommand
    private Run run;

    @Option(names = "--json", description = "Print an array of {part, pid, port, state}.")
    private boolean json;

    private record Row(ManagedProcess part, String pid, ManagedProcess.State state) {

        static Row of(ManagedProcess part) {
            ManagedProcess.State state = part.state();
            return new Row(
                    part, part.pid().isPresent() ? Long.toString(part.pid().getAsLong()) : "null", state);
        }

        String word() {
            return state.name().toLowerCase(Locale.ROOT);
        }

        String asJson() {
            return "{\"part\":\"%s\",\"pid\":%s,\"port\":%d,\"state\":\"%s\"}"
                    .formatted(part.name(), pid, part.port(), word());
        }

        String asText() {
            return "%-23s%-10s%-9s%s"
                    .formatted(part.name(), word(), state == ManagedProcess.State.STOPPED ? "-" : pid, part.address());
        }
    }

    @Override
    public Integer call() {
        List<Row> rows = run.system().parts().stream().map(Row::of).toList();
        if (json) {
            Console.say(rows.stream().map(Row::asJson).collect(Collectors.joining(",\n ", "[", "]")));
            return CommandLine.ExitCode.OK;
        }
        Console.say("%-23s%-10s%-9s%s".formatted("PART", "STATE", "PID", "ADDRESS"));
        rows.forEach(row -> Console.say(row.asText()));
        return rows.stream().allMatch(row -> row.state() == ManagedProcess.State.READY)
                ? CommandLine.ExitCode.OK
                : NOT_ALL_READY;
    }
}
