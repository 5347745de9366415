package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.BatchLimit;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.connect.source.SourceRecord;
import org.postgresql.PGProperty;

/**
 * Debezium's task, which reads and decodes the log, with a direct path to the relay. The reader blocks on the
 * replication socket, the relay blocks on the queue between them, and the decoded rows skip Debezium's change records.
 * See docs/decisions/010-woken-not-polling.md and 019-rows-past-the-records.md.
 */
public final class OutboxTask extends PostgresConnectorTask {
    private static final String DRIVER = CommonConnectorConfig.DRIVER_CONFIG_PREFIX;
    private static final Duration IDLE = Duration.ofMillis(500);

    private final String id = UUID.randomUUID().toString();

    @SuppressWarnings("NullAway.Init") // the engine calls preStart first
    private Configuration settings;

    @SuppressWarnings("NullAway.Init") // the engine calls preStart first
    private RowQueue queue;

    @Override
    public CdcSourceTaskContext<PostgresConnectorConfig> preStart(Configuration config) {
        queue = new RowQueue(
                new BatchLimit(
                        config.getInteger(CommonConnectorConfig.MAX_BATCH_SIZE),
                        config.getLong(EngineSettings.BATCH_CHARACTERS)),
                Set.of(config.getString(EngineSettings.LONG_COLUMNS).split(",")),
                Duration.ofNanos(config.getLong(EngineSettings.BATCH_INTERVAL)));
        settings = config;
        return super.preStart(config);
    }

    @Override
    protected ReplicationConnection buildReplicationConnection(
            PostgresConnection jdbc, PostgresSchema schema, PostgresConnectorConfig config) throws SQLException {
        return new BlockingReplicationConnection(
                super.buildReplicationConnection(jdbc, schema, new PostgresConnectorConfig(overReadableSocket())),
                id,
                new TransactionAssembler(
                        queue,
                        settings.getLong(EngineSettings.LSN),
                        settings.getLong(EngineSettings.LEFT_OUT_RECORDS)));
    }

    private Configuration overReadableSocket() {
        int longestMessage = settings.getInteger(EngineSettings.MAX_ROW_SIZE);
        return settings.edit()
                .with(DRIVER + PGProperty.SOCKET_FACTORY.getName(), ReadableSocketFactory.class.getName())
                .with(
                        DRIVER + PGProperty.SOCKET_FACTORY_ARG.getName(),
                        ReadableSocketFactory.argument(id, longestMessage))
                .withDefault(DRIVER + PGProperty.SSL_FACTORY.getName(), BoundedSslSocketFactory.class.getName())
                .withDefault(DRIVER + PGProperty.SSL_FACTORY_ARG.getName(), longestMessage)
                .build();
    }

    /** Returns all queued rows as soon as they may be taken. */
    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        List<OutboxRow> rows = queue.take(IDLE);
        return rows.isEmpty()
                ? super.doPoll() // rethrows the reader's failure
                : List.of(new RowBatchRecord(settings.getString(CommonConnectorConfig.TOPIC_PREFIX), rows));
    }
}
