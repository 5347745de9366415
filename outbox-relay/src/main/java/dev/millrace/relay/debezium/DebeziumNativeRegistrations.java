package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.outbox.PolledPosition;
import dev.millrace.relay.outbox.TableRow;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The classes that a native image must keep because they are created by name: by Debezium's engine, from its settings
 * and service files (which {@code quarkus.native.resources.includes} keeps), by the PostgreSQL driver, and by Jackson.
 */
@RegisterForReflection(
        targets = {
            OutboxConnector.class,
            OutboxTask.class,
            PresetOffsetStore.class,
            ReadableSocketFactory.class,
            BoundedSslSocketFactory.class,
        },
        classNames = {
            // named in the engine's and the connector's settings, mostly as defaults
            "io.debezium.connector.postgresql.PostgresConnector",
            "io.debezium.connector.postgresql.PostgresConnectorTask",
            "io.debezium.connector.postgresql.PostgresSourceInfoStructMaker",
            "io.debezium.schema.SchemaTopicNamingStrategy",
            "io.debezium.pipeline.txmetadata.DefaultTransactionMetadataFactory",
            "io.debezium.relational.ConcurrentMapTableMappingStorage",
            "io.debezium.engine.spi.OffsetCommitPolicy$PeriodicCommitOffsetPolicy",
            "org.apache.kafka.connect.json.JsonConverter",
            // named in the settings of a source with the outbox event router
            "org.apache.kafka.connect.storage.StringConverter",
            "org.apache.kafka.connect.storage.SimpleHeaderConverter",
            "org.apache.kafka.connect.converters.ByteArrayConverter",
            "io.debezium.converters.BinaryDataConverter",
            // providers in the service files
            "io.debezium.embedded.async.ConvertingAsyncEngineBuilderFactory",
            "io.debezium.connector.base.DefaultQueueProvider",
            "io.debezium.pipeline.signal.channels.SourceSignalChannel",
            "io.debezium.pipeline.signal.channels.KafkaSignalChannel",
            "io.debezium.pipeline.signal.channels.FileSignalChannel",
            "io.debezium.pipeline.signal.channels.jmx.JmxSignalChannel",
            "io.debezium.pipeline.signal.channels.process.InProcessSignalChannel",
            "io.debezium.snapshot.lock.NoLockingSupport",
            "io.debezium.connector.postgresql.snapshot.lock.NoSnapshotLock",
            "io.debezium.connector.postgresql.snapshot.lock.SharedSnapshotLock",
            "io.debezium.connector.postgresql.snapshot.query.SelectAllSnapshotQuery",
            "io.debezium.snapshot.mode.AlwaysSnapshotter",
            "io.debezium.snapshot.mode.InitialSnapshotter",
            "io.debezium.snapshot.mode.InitialOnlySnapshotter",
            "io.debezium.snapshot.mode.NoDataSnapshotter",
            "io.debezium.snapshot.mode.RecoverySnapshotter",
            "io.debezium.snapshot.mode.WhenNeededSnapshotter",
            "io.debezium.snapshot.mode.ConfigurationBasedSnapshotter",
            "io.debezium.snapshot.mode.WhenNeededNoDataSnapshotter",
        },
        methods = false,
        fields = false)
final class DebeziumNativeRegistrations {
    private DebeziumNativeRegistrations() {}

    /** Written and read as JSON. */
    @RegisterForReflection(
            targets = {
                LogPosition.class,
                LogPosition.Backlog.class,
                PolledPosition.class,
                TableRow.class,
                TableRow.Column.class
            })
    private static final class Json {}
}
