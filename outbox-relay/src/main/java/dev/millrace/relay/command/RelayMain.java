package dev.millrace.relay.command;

import dev.millrace.chassis.start.Main;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** Starts the relay, or executes the command that is the first argument. */
@QuarkusMain(name = RelayMain.NAME)
public final class RelayMain {
    /** As {@code quarkus.package.main-class}. */
    static final String NAME = "relay";

    private static final String USAGE = """
            Without a command the relay runs. Commands:
              check                                  connects to every source and to Kafka, and says what is missing
              release SOURCE SLOT                    hands a source back to the program that reads this slot
              sql --role ROLE [--schema SCHEMA]      prints the SQL that a service's database needs
                  [--layout debezium --table TABLE]  for an outbox table that exists already
            """;

    private RelayMain() {}

    public static void main(String... arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        switch (command) {
            case "" -> Main.main();
            case "check" -> execute(CheckCommand.class, arguments);
            case "release" -> execute(ReleaseCommand.class, arguments);
            case "sql" -> System.exit(SqlCommand.run(List.of(arguments).subList(1, arguments.length), System.out));
            default -> {
                System.out.print(USAGE);
                System.exit(command.equals("help") || command.equals("--help") ? 0 : 2);
            }
        }
    }

    /**
     * On ports of its own, because a relay may be running on this host. {@link RelayStart} does not start the relay when
     * there are arguments.
     */
    private static void execute(Class<? extends QuarkusApplication> command, String... arguments) {
        System.setProperty("quarkus.http.port", "0");
        System.setProperty("quarkus.management.port", "0");
        System.setProperty("quarkus.log.console.level", "ERROR");
        Quarkus.run(command, arguments);
    }
}
