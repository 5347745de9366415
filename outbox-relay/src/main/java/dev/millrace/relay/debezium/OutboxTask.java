package dev.millrace.relay.debezium;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's task, which reads and decodes the log, with a short way from there to the relay: the reader waits on the
 * replication socket, the relay on the queue between them, and what passes are the decoded rows. See
 * docs/decisions/010-woken-not-polling.md and 019-rows-past-the-records.md.
 */
public final class OutboxTask extends PostgresConnectorTask {
    private static final long IDLE_MILLIS = 500;

    private final String id = UUID.randomUUID().toString();
    private Configuration settings;
    private BlockingQueue<Row> queue;

    @Override
    public CdcSourceTaskContext<PostgresConnectorConfig> preStart(Configuration config) {
        queue = new ArrayBlockingQueue<>(config.getInteger(CommonConnectorConfig.MAX_QUEUE_SIZE));
        settings = config;
        return super.preStart(config);
    }

    @Override
    protected ReplicationConnection buildReplicationConnection(
            PostgresConnection jdbc, PostgresSchema schema, PostgresConnectorConfig config) throws SQLException {
        Configuration observed = settings.edit()
                .with(
                        CommonConnectorConfig.DRIVER_CONFIG_PREFIX + "socketFactory",
                        ReadableSocketFactory.class.getName())
                .with(CommonConnectorConfig.DRIVER_CONFIG_PREFIX + "socketFactoryArg", id)
                .build();
        return new WokenReplicationConnection(
                super.buildReplicationConnection(jdbc, schema, new PostgresConnectorConfig(observed)),
                id,
                new Rows(
                        queue,
                        settings.getLong(EngineSettings.LSN),
                        settings.getLong(EngineSettings.PUBLISHED_RECORDS)));
    }

    /** What is there, as soon as there is anything. */
    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        Row first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
            // Debezium's own poll rethrows what ended the reader.
            return super.doPoll();
        }
        List<Row> rows = new ArrayList<>();
        rows.add(first);
        queue.drainTo(rows, settings.getInteger(CommonConnectorConfig.MAX_BATCH_SIZE) - 1);
        return List.of(new RowsRecord(settings.getString(CommonConnectorConfig.TOPIC_PREFIX), rows));
    }
}
