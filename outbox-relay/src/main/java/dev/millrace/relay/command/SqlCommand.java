package dev.millrace.relay.command;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints the SQL that prepares a database: tables, publication, role and grants. */
final class SqlCommand {
    private static final Set<String> OPTIONS =
            Set.of("--role", "--schema", "--layout", "--table", "--heartbeat-table", "--publication");
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    private static final String ROLE = """
            -- As an administrator. On Amazon RDS and Aurora, instead of REPLICATION: GRANT rds_replication TO {role};
            CREATE ROLE {role} LOGIN REPLICATION PASSWORD 'change-me';

            -- As the owner of the service's tables.
            """;

    private static final String MILLRACE_TABLE = """
            CREATE TABLE {schema}.outbox (
                seq            bigint GENERATED ALWAYS AS IDENTITY,
                id             uuid        NOT NULL PRIMARY KEY,
                aggregate_type text        NOT NULL,
                aggregate_id   text        NOT NULL,
                type           text        NOT NULL,
                source         text        NOT NULL,
                time           timestamptz NOT NULL DEFAULT now(),
                headers        json        NOT NULL DEFAULT '{}',
                payload        json        NOT NULL,
                parked         boolean     NOT NULL DEFAULT false
            );
            CREATE UNIQUE INDEX outbox_seq ON {schema}.outbox (seq);
            """;

    private static final String PARKED_TABLE = """
            CREATE TABLE IF NOT EXISTS {schema}.outbox_parked (id uuid PRIMARY KEY);
            GRANT SELECT, INSERT, DELETE ON {schema}.outbox_parked TO {role};
            """;

    private static final String REST = """
            CREATE TABLE {heartbeat} (id int NOT NULL PRIMARY KEY, at timestamptz NOT NULL);
            CREATE PUBLICATION {publication} FOR TABLE {table}, {heartbeat} WITH (publish = 'insert');
            DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO {role}', current_database()); END $$;
            GRANT USAGE ON SCHEMA {schema} TO {role};
            GRANT SELECT, DELETE{update} ON {table} TO {role};
            GRANT SELECT, INSERT, DELETE ON {heartbeat} TO {role};
            """;

    private SqlCommand() {}

    /** @return the exit code: 2 when the options are wrong */
    static int run(List<String> arguments, PrintStream out) {
        try {
            out.print(script(options(arguments)));
            return 0;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        }
    }

    private static String script(Map<String, String> options) {
        String role = option(options, "--role", null);
        String schema = option(options, "--schema", "public");
        boolean existing = option(options, "--layout", "millrace").equals("debezium");
        String table = schema + "." + option(options, "--table", "outbox");
        String script = existing ? ROLE + PARKED_TABLE + REST : ROLE + MILLRACE_TABLE + REST;
        return script.replace("{table}", table)
                .replace("{heartbeat}", schema + "." + option(options, "--heartbeat-table", "outbox_heartbeat"))
                .replace("{publication}", option(options, "--publication", "outbox"))
                .replace("{update}", existing ? "" : ", UPDATE (parked)")
                .replace("{schema}", schema)
                .replace("{role}", role);
    }

    private static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!OPTIONS.contains(arguments.get(i)) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("%s: sql takes %s, each with a value"
                        .formatted(
                                arguments.get(i),
                                String.join(", ", OPTIONS.stream().sorted().toList())));
            }
            options.put(arguments.get(i), arguments.get(i + 1));
        }
        return options;
    }

    private static String option(Map<String, String> options, String option, @Nullable String preset) {
        String value = options.getOrDefault(option, preset);
        if (value == null || !value.matches(NAME)) {
            throw new IllegalArgumentException(
                    "%s must be a name of letters, digits and _, but is %s".formatted(option, value));
        }
        return value;
    }
}
