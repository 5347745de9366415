package dev.millrace.relay.router;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.Positions;
import dev.millrace.relay.support.RunningRelay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** An outbox table as Debezium's users have it, with what the relay needs beside it. */
final class RouterTable {
    private static final Database DATABASE = Database.ORDERS;

    private final DevStack stack;
    private final Outbox database;
    private final String name;

    private RouterTable(DevStack stack, String name) {
        this.stack = stack;
        this.database = new Outbox(stack, DATABASE);
        this.name = name;
    }

    /** @param columns as in CREATE TABLE */
    static RouterTable create(DevStack stack, String name, String columns) throws Exception {
        RouterTable table = new RouterTable(stack, name);
        table.database.renew();
        Positions.forget(stack, "orders");
        table.execute("DROP PUBLICATION outbox; CREATE TABLE outbox_parked (id uuid PRIMARY KEY)");
        table.execute("CREATE TABLE %s (%s)".formatted(name, columns));
        table.execute(
                "CREATE PUBLICATION outbox FOR TABLE %s, outbox_heartbeat WITH (publish = 'insert')".formatted(name));
        String relay = Credentials.RELAY.username();
        table.execute("GRANT SELECT, DELETE ON %s TO %s".formatted(name, relay));
        table.execute("GRANT SELECT, INSERT, DELETE ON outbox_parked TO " + relay);
        return table;
    }

    /** Creates a topic for a program that does not. */
    static void createTopic(DevStack stack, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    void execute(String sql) throws Exception {
        database.execute(DATABASE.owner(), sql);
    }

    List<String> query(String sql) throws Exception {
        return database.query(DATABASE.owner(), sql);
    }

    String name() {
        return "public." + name;
    }

    /** @param router settings by their names there */
    Map<String, String> settings(Map<String, String> router) {
        Map<String, String> settings = new HashMap<>(RunningRelay.settings(stack, DATABASE));
        settings.put("relay.sources.orders.layout", "debezium");
        settings.put("relay.sources.orders.table", name());
        router.forEach((key, value) -> settings.put("relay.sources.orders.router.\"%s\"".formatted(key), value));
        return settings;
    }
}
