package dev.millrace.devstack.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;

/** {@code ./run dlq}: one subcommand per operation on a service's dead letters, on its management port. */
@Command(
        name = "dlq",
        description = "Lists, shows, replays and discards messages that a service could not handle.",
        subcommands = {
            DlqCommand.ListAll.class,
            DlqCommand.Show.class,
            DlqCommand.Replay.class,
            DlqCommand.Discard.class
        })
final class DlqCommand implements Callable<Integer> {
    private static final String LINE = "%-8s %3s x  %s  %-34s %-16s %s  %s";

    @ParentCommand
    private Run run;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--management",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Management address of the service, such as http://127.0.0.1:9081; default: this system's.")
    private String management;

    @Mixin
    private AdminToken token;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }

    private DlqClient client(String service) {
        return new DlqClient(
                management == null ? run.system().management(service) : management, () -> token.get(run.system()));
    }

    @Command(
            name = "list",
            description = "Lists the parked messages, oldest first: id, attempts, last time, type, topic, key, error.")
    static final class ListAll implements Callable<Integer> {
        @ParentCommand
        private DlqCommand dlq;

        @Parameters(paramLabel = "SERVICE")
        private String service;

        @Override
        public Integer call() {
            List<Map<String, Object>> messages = dlq.client(service).list();
            messages.forEach(each -> Console.say(LINE.formatted(
                    each.get("id"),
                    each.get("attempts"),
                    each.get("lastAt"),
                    each.get("type"),
                    each.get("topic"),
                    each.get("key"),
                    each.get("error"))));
            Console.say("%d messages are parked by %s".formatted(messages.size(), service));
            return CommandLine.ExitCode.OK;
        }
    }

    @Command(name = "show", description = "Shows a complete message with its headers, as JSON.")
    static final class Show implements Callable<Integer> {
        @ParentCommand
        private DlqCommand dlq;

        @Parameters(paramLabel = "SERVICE", index = "0")
        private String service;

        @Parameters(paramLabel = "ID", index = "1")
        private String id;

        @Override
        public Integer call() {
            Console.say(dlq.client(service).show(id));
            return CommandLine.ExitCode.OK;
        }
    }

    /** Applies to one message or to all. Messages are handled one by one, so a failure does not stop the others. */
    abstract static class Each implements Callable<Integer> {
        @ParentCommand
        private DlqCommand dlq;

        @Parameters(paramLabel = "SERVICE", index = "0")
        private String service;

        @Parameters(
                paramLabel = "ID",
                index = "1",
                arity = "0..1",
                description = "Id of the message, as listed; or use --all.")
        private String id;

        @Option(names = "--all", description = "All parked messages, oldest first.")
        private boolean all;

        abstract String apply(DlqClient client, String message);

        @Override
        public Integer call() {
            if (all == (id != null)) {
                throw new CommandLine.ParameterException(dlq.spec.commandLine(), "Give either an ID or --all");
            }
            DlqClient client = dlq.client(service);
            List<String> ids = all
                    ? client.list().stream()
                            .map(each -> String.valueOf(each.get("id")))
                            .toList()
                    : List.of(id);
            List<String> failed =
                    ids.stream().filter(each -> !applied(client, each)).toList();
            Console.say("%d of %d messages done".formatted(ids.size() - failed.size(), ids.size()));
            return failed.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }

        private boolean applied(DlqClient client, String message) {
            try {
                Console.say(apply(client, message));
                return true;
            } catch (DlqClient.Refused e) {
                Console.say(e.getMessage());
                return false;
            }
        }
    }

    @Command(name = "replay", description = "Passes messages to the service again; those that fail again stay parked.")
    static final class Replay extends Each {
        @Override
        String apply(DlqClient client, String message) {
            return client.replay(message);
        }
    }

    @Command(name = "discard", description = "Discards messages permanently.")
    static final class Discard extends Each {
        @Override
        String apply(DlqClient client, String message) {
            return client.discard(message);
        }
    }
}
