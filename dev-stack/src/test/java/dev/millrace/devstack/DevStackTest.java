package dev.millrace.devstack;

import dev.millrace.devstack.process.ManagedProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DevStackTest {

    private static DevStack stack;

    @BeforeAll
    static void start() {
        stack = DevStack.start();
    }

    @AfterAll
    static void close() {
        stack.close();
        assertThat(stack.directory()).isDirectoryNotContaining(entry -> !entry.endsWith("logs"));
    }

    @Test
    void shouldBeReadyWhenStarted() {
        assertThat(stack.postgres().state()).isEqualTo(ManagedProcess.State.READY);
        assertThat(stack.kafka().state()).isEqualTo(ManagedProcess.State.READY);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void shouldLetEachOwnerIntoItsOwnDatabaseOnly(Database own) throws SQLException {
        for (Database database : Database.values()) {
            if (database == own) {
                execute(database, own.owner(), "CREATE TABLE probe (); DROP TABLE probe");
            } else {
                assertThatThrownBy(() -> connect(database, own.owner()))
                        .hasMessageContaining("permission denied for database");
            }
        }
    }

    @Test
    void shouldRefuseLoginWhenPasswordIsWrong() {
        Credentials wrong = new Credentials(Database.ORDERS.owner().username(), "guessed");
        assertThatThrownBy(() -> connect(Database.ORDERS, wrong))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void shouldLetRelayMakeSlotForLogicalDecoding() throws SQLException {
        execute(
                Database.CUSTOMERS,
                Credentials.RELAY,
                "SELECT pg_create_logical_replication_slot('probe', 'pgoutput'); SELECT pg_drop_replication_slot('probe')");
    }

    @Test
    void shouldKeepCommittedRowsWhenPostgresIsKilled() throws SQLException {
        execute(Database.ORDERS, Database.ORDERS.owner(), "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)");
        stack.postgres().kill();
        assertThat(stack.postgres().state()).isEqualTo(ManagedProcess.State.STOPPED);
        stack.postgres().start();
        execute(Database.ORDERS, Database.ORDERS.owner(), "INSERT INTO kept VALUES (2)");
        assertThat(stack.postgres().stop()).isTrue();
        stack.postgres().start();
        try (Connection connection = connect(Database.ORDERS, Database.ORDERS.owner());
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM kept")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void shouldHaveTopicsWithTheirPartitions() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            Map<String, Integer> expected =
                    Stream.of(Topic.values()).collect(Collectors.toMap(Topic::topicName, Topic::partitions));
            Map<String, Integer> actual =
                    admin.describeTopics(expected.keySet()).allTopicNames().get().values().stream()
                            .collect(Collectors.toMap(
                                    topic -> topic.name(),
                                    topic -> topic.partitions().size()));
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void shouldKeepEventsForEverSoThatViewsCanBeRebuilt() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            for (Topic topic : List.of(Topic.ORDER_EVENTS, Topic.CUSTOMER_EVENTS)) {
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
                var config = admin.describeConfigs(Set.of(resource)).all().get().get(resource);
                assertThat(config.get("retention.ms").value()).isEqualTo("-1");
                assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
                assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
            }
        }
    }

    @Test
    void shouldKeepCommittedTransactionWhenKafkaIsKilled() {
        long before = committed();
        produceInTransaction();
        stack.kafka().kill();
        stack.kafka().start();
        produceInTransaction();
        assertThat(stack.kafka().stop()).isTrue();
        stack.kafka().start();
        assertThat(committed()).isGreaterThanOrEqualTo(before + 2);
    }

    private static void produceInTransaction() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "transactional.id",
                "test",
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                StringSerializer.class);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(config)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topic.OUTBOX_RELAY_DLQ.topicName(), "key", "value"));
            producer.commitTransaction();
        }
    }

    private static long committed() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                StringDeserializer.class);
        TopicPartition partition = new TopicPartition(Topic.OUTBOX_RELAY_DLQ.topicName(), 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(config)) {
            return consumer.endOffsets(Set.of(partition)).get(partition);
        }
    }

    private static void execute(Database database, Credentials credentials, String sql) throws SQLException {
        try (Connection connection = connect(database, credentials)) {
            connection.createStatement().execute(sql);
        }
    }

    private static Connection connect(Database database, Credentials credentials) throws SQLException {
        return DriverManager.getConnection(stack.jdbcUrl(database), credentials.username(), credentials.password());
    }
}
