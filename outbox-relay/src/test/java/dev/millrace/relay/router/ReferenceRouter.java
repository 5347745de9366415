package dev.millrace.relay.router;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.support.Outbox;
import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.transforms.outbox.EventRouter;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/** Debezium's own connector and outbox event router, over the same table through a slot of their own. */
final class ReferenceRouter {
    private static final String SLOT = "reference";

    private final DevStack stack;
    private final String table;

    private ReferenceRouter(DevStack stack, String table) {
        this.stack = stack;
        this.table = table;
    }

    /** Everything that is written from now on will be routed. */
    static ReferenceRouter from(DevStack stack, String table) throws Exception {
        new Outbox(stack, Database.ORDERS)
                .query(
                        Credentials.RELAY,
                        "SELECT pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(SLOT));
        return new ReferenceRouter(stack, table);
    }

    /** @param settings of the router */
    List<SourceRecord> route(int count, Map<String, String> settings) throws Exception {
        BlockingQueue<SourceRecord> routed = new LinkedBlockingQueue<>();
        try (var engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(properties(stack, table, settings))
                .notifying((RecordChangeEvent<SourceRecord> change) -> routed.add(change.record()))
                .build()) {
            Thread.ofPlatform().start(engine);
            return IntStream.range(0, count).mapToObj(i -> next(routed)).toList();
        }
    }

    private static SourceRecord next(BlockingQueue<SourceRecord> routed) {
        try {
            SourceRecord record = routed.poll(30, TimeUnit.SECONDS);
            if (record == null) {
                throw new AssertionError("Debezium has routed nothing for 30 s");
            }
            return record;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Properties properties(DevStack stack, String table, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "name",
                "reference",
                "connector.class",
                PostgresConnector.class.getName(),
                "topic.prefix",
                "orders",
                "database.hostname",
                "127.0.0.1",
                "database.port",
                String.valueOf(stack.postgres().port()),
                "database.dbname",
                Database.ORDERS.databaseName(),
                "database.user",
                Credentials.RELAY.username(),
                "database.password",
                Credentials.RELAY.password(),
                "plugin.name",
                "pgoutput",
                "slot.name",
                SLOT));
        properties.putAll(Map.of(
                "publication.name", "outbox",
                "publication.autocreate.mode", "disabled",
                "extended.headers.enabled", "false", // they have an id that is random in each run
                "table.include.list", table,
                "snapshot.mode", "no_data",
                "poll.interval.ms", "10",
                "offset.storage", MemoryOffsetBackingStore.class.getName(),
                "transforms", "outbox",
                "transforms.outbox.type", EventRouter.class.getName()));
        settings.forEach((key, value) -> properties.setProperty("transforms.outbox." + key, value));
        return properties;
    }
}
