package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.postgres.SourceDatabase;
import java.time.Duration;
import java.util.Properties;

/**
 * The engine's settings for one source: inserts of the outbox and heartbeat tables, from a position, without a
 * snapshot.
 */
final class EngineSettings {
    /**
     * LSN from which the log is read. This key and the next ones are the relay's own, for its classes that the engine
     * creates.
     */
    static final String LSN = "relay.lsn";

    /** Number of rows to skip there: those already published, except the one that proves the position. */
    static final String LEFT_OUT_RECORDS = "relay.left-out.records";

    /** Number of characters to read ahead. */
    static final String BATCH_CHARACTERS = "relay.batch.characters";

    /** Minimum interval in nanoseconds between two batches. */
    static final String BATCH_INTERVAL = "relay.batch.interval.ns";

    /** Names of the columns whose characters count. */
    static final String LONG_COLUMNS = "relay.long.columns";

    /** Size in bytes above which a row is shortened. */
    static final String MAX_ROW_SIZE = "relay.max.row.size";

    /** For connecting and for each read. Without it, a suspended server would block the engine, and its stop, for ever. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private EngineSettings() {}

    static Properties of(SourceDatabase database, LogPosition from, BatchLimit batch, Duration interval) {
        Properties settings = connection(database);
        settings.putAll(capture(database));

        settings.setProperty("offset.storage", PresetOffsetStore.class.getName());
        settings.setProperty(LSN, String.valueOf(from.lsn()));
        long leftOut = from.row() == null ? from.records() : from.records() - 1;
        settings.setProperty(LEFT_OUT_RECORDS, String.valueOf(leftOut));
        // Confirming a position only lets PostgreSQL recycle its log. The position that counts is in Kafka.
        settings.setProperty("offset.flush.interval.ms", "1000");

        settings.setProperty("max.batch.size", String.valueOf(batch.events()));
        settings.setProperty("max.queue.size", String.valueOf(batch.events() + 1)); // stays empty
        settings.setProperty(BATCH_CHARACTERS, String.valueOf(batch.characters()));
        settings.setProperty(BATCH_INTERVAL, String.valueOf(interval.toNanos()));
        settings.setProperty(LONG_COLUMNS, String.join(",", database.layout().longColumns()));
        settings.setProperty(MAX_ROW_SIZE, String.valueOf(database.maxRowSize()));
        settings.putAll(execution());
        return settings;
    }

    private static Properties connection(SourceDatabase database) {
        Properties settings = new Properties();
        settings.setProperty("name", database.name());
        settings.setProperty("connector.class", OutboxConnector.class.getName());
        settings.setProperty("topic.prefix", database.name());
        settings.setProperty("database.hostname", database.host());
        settings.setProperty("database.port", database.port());
        settings.setProperty("database.dbname", database.database());
        settings.setProperty("database.user", database.username());
        settings.setProperty("database.password", database.password());
        SourceDatabase.timeouts(TIMEOUT).forEach((key, value) -> settings.setProperty("driver." + key, value));
        database.driverParameters().forEach((key, value) -> settings.setProperty("driver." + key, value));
        return settings;
    }

    private static Properties capture(SourceDatabase database) {
        Properties settings = new Properties();
        settings.setProperty("plugin.name", "pgoutput");
        settings.setProperty("slot.name", database.slot());
        settings.setProperty("publication.name", database.publication());
        settings.setProperty("publication.autocreate.mode", "disabled");
        settings.setProperty("table.include.list", database.table() + "," + database.heartbeatTable());
        settings.setProperty("snapshot.mode", "no_data");
        return settings;
    }

    private static Properties execution() {
        Properties settings = new Properties();
        // For the polling that remains: the engine checks for the reader's failure, and the reader for the end.
        settings.setProperty("poll.interval.ms", "2");
        // A failure ends the engine at once; the supervisor then starts over with the election.
        settings.setProperty("errors.max.retries", "0");
        settings.setProperty("slot.max.retries", "0");
        settings.setProperty("record.processing.threads", "1");
        // A stop waits this long for the reader and then interrupts it, as it must when nobody takes the reader's batch
        // any more. Debezium's default of 4 s is longer than the stop of the process may take.
        settings.setProperty("executor.shutdown.timeout.ms", "1000");
        settings.setProperty("task.management.timeout.ms", "30000");
        return settings;
    }
}
