package dev.millrace.relay.debezium;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.function.LogPositionValidator;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Partition;
import io.debezium.service.spi.ServiceRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's task, with its two polling loops made to wait for what they look for: the reader waits on the replication
 * socket, the consumer on the queue between them. See docs/decisions/010-woken-not-polling.md.
 */
public final class OutboxTask extends PostgresConnectorTask {
    private static final Duration IDLE = Duration.ofMillis(500);

    private final String id = UUID.randomUUID().toString();
    private Configuration settings;
    private Handoff handoff;

    @Override
    public CdcSourceTaskContext<PostgresConnectorConfig> preStart(Configuration config) {
        handoff = new Handoff(config.getInteger(CommonConnectorConfig.MAX_QUEUE_SIZE));
        settings = config;
        return super.preStart(config);
    }

    /**
     * The relay has asked the slot already, and by the place up to which all is published. Debezium would compare where
     * the slot begins to read with the offset, which is a transaction older (see {@link Progress}): an idle outbox's slot
     * moves on in between, and the task would never start again.
     */
    @Override
    public boolean isLogPositionAvailable(
            LogPositionValidator validator, Partition partition, OffsetContext offset, CommonConnectorConfig config) {
        return true;
    }

    @Override
    protected void registerServiceProviders(ServiceRegistry registry) {
        super.registerServiceProviders(registry);
        registry.registerServiceProvider(new HandoffProvider(handoff));
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
                super.buildReplicationConnection(jdbc, schema, new PostgresConnectorConfig(observed)), id);
    }

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        List<SourceRecord> records = handoff.take(settings.getInteger(CommonConnectorConfig.MAX_BATCH_SIZE), IDLE);
        // Debezium's own poll rethrows what ended the reader.
        return records.isEmpty() ? super.doPoll() : records;
    }
}
