package dev.millrace.bench.relay;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.PGReplicationStream;

/** Copies outbox rows to Kafka with as little code as possible. Not a relay: it publishes duplicates after a crash. */
final class PlainDecoder {
    private static final int BATCH = 1000;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    private PlainDecoder() {}

    public static void main(String[] args) throws Exception {
        PlainDecoder decoder = new PlainDecoder();
        Runtime.getRuntime().addShutdownHook(new Thread(decoder::stop));
        decoder.run(args[0], args[1], args[2], args[3], args[4], args[5]);
    }

    private void run(String jdbcUrl, String user, String password, String slot, String bootstrapServers, String topic)
            throws SQLException, InterruptedException {
        createSlot(DriverManager.getConnection(jdbcUrl, user, password), slot);
        try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers, slot);
                Connection connection = replication(jdbcUrl, user, password);
                PGReplicationStream stream = connection
                        .unwrap(PGConnection.class)
                        .getReplicationAPI()
                        .replicationStream()
                        .logical()
                        .withSlotName(slot)
                        .withSlotOption("proto_version", 1)
                        .withSlotOption("publication_names", RunContext.PUBLICATION)
                        .start()) {
            producer.initTransactions();
            while (!stopping) {
                relay(stream, producer, topic);
            }
            stream.forceUpdateStatus();
        } finally {
            ended.countDown();
        }
    }

    /** One Kafka transaction: waits for the next row and adds all rows that are already available. */
    private void relay(PGReplicationStream stream, KafkaProducer<byte[], byte[]> producer, String topic)
            throws SQLException {
        int rows = 0;
        ByteBuffer message = stream.read();
        while (message != null) {
            if (PgOutput.isInsert(message)) {
                if (rows++ == 0) {
                    producer.beginTransaction();
                }
                producer.send(PgOutput.record(topic, message));
            }
            message = rows < BATCH ? stream.readPending() : null;
        }
        if (rows > 0) {
            producer.commitTransaction();
            stream.setAppliedLSN(stream.getLastReceiveLSN());
            stream.setFlushedLSN(stream.getLastReceiveLSN());
        }
    }

    private void stop() {
        stopping = true;
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void createSlot(Connection connection, String slot) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    SELECT pg_create_logical_replication_slot('%1$s', 'pgoutput')
                    WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = '%1$s')""".formatted(slot));
        }
    }

    private static Connection replication(String jdbcUrl, String user, String password) throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, user);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers, String id) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "transactional.id",
                id,
                "batch.size",
                65_536,
                "linger.ms",
                0,
                "retry.backoff.ms",
                2,
                "enable.metrics.push",
                false);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
