package dev.millrace.bench.relay;

import dev.millrace.devstack.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Debezium Server and Kafka Connect have in common: install directory and connector configuration. */
final class Peers {
    private Peers() {}

    /** Where {@code bench/peers/pom.xml} unpacks them. */
    static Path directory() {
        return Checkout.find().root().resolve(".cache/peers");
    }

    /**
     * Configuration of Debezium's PostgreSQL connector and outbox event router, with as many headers as the relay's
     * records have.
     */
    static Map<String, String> connector(RunContext context) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.put("topic.prefix", context.id());
        settings.put("database.hostname", "127.0.0.1");
        settings.put("database.port", context.postgresPort());
        settings.put("database.dbname", RunContext.DATABASE.databaseName());
        settings.put("database.user", context.reader().username());
        settings.put("database.password", context.reader().password());
        settings.put("plugin.name", "pgoutput");
        settings.put("slot.name", context.slot());
        settings.put("publication.name", RunContext.PUBLICATION);
        settings.put("publication.autocreate.mode", "disabled");
        settings.put("table.include.list", "public.outbox");
        settings.put("snapshot.mode", "no_data");
        settings.put("tombstones.on.delete", "false");
        return settings;
    }

    static Map<String, String> router(RunContext context) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("transforms", "outbox");
        settings.put("transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter");
        settings.put("transforms.outbox.table.field.event.id", "id");
        settings.put("transforms.outbox.table.field.event.key", "aggregate_id");
        settings.put("transforms.outbox.table.field.event.payload", "payload");
        settings.put("transforms.outbox.route.by.field", "aggregate_type");
        settings.put("transforms.outbox.route.topic.replacement", context.topic());
        settings.put(
                "transforms.outbox.table.fields.additional.placement",
                "type:header:ce_type,source:header:ce_source,aggregate_id:header:ce_subject,time:header:ce_time");
        return settings;
    }

    static Map<String, String> prefixed(String prefix, Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(entry -> prefix + entry.getKey(), Map.Entry::getValue));
    }

    /** Merges the settings; later ones override earlier ones. */
    static Map<String, String> together(List<Map<String, String>> settings) {
        Map<String, String> all = new TreeMap<>();
        settings.forEach(all::putAll);
        return all;
    }

    static void write(Path file, Map<String, String> settings) throws IOException {
        Files.createDirectories(file.getParent());
        List<String> lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .sorted()
                .toList();
        Files.write(file, lines);
    }
}
