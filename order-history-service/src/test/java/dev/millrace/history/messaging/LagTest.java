package dev.millrace.history.messaging;

import dev.millrace.history.Events;
import dev.millrace.history.OrderHistoryServiceTest;
import dev.millrace.testsupport.checks.Management;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.history.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OrderHistoryServiceTest
class LagTest {
    private static final int PARTITIONS = 6;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    AgroalDataSource database;

    @Test
    void shouldGrowWhileTheViewIsHeldUpAndVanishWhenItHasCaughtUp() throws SQLException {
        UUID order = UUID.randomUUID();
        try (Events events = new Events(bootstrapServers);
                Connection held = database.getConnection();
                Statement lock = held.createStatement()) {
            held.setAutoCommit(false);
            lock.execute("LOCK TABLE order_step IN EXCLUSIVE MODE");
            events.orderCreated(order, UUID.randomUUID());
            await().until(() -> lag() > 500 && Management.metric("history_view_lag_seconds") > 0.5);
            held.rollback();
        }
        await().until(() -> lag() == 0);
        as(CLERK).get("/orders/" + order + "/history").then().statusCode(200);
        assertThat(Management.metric("history_view_delay_seconds_count")).isPositive();
    }

    @Test
    void shouldGrowWhileAnothersOpenTransactionHoldsEventsBack() {
        UUID order = UUID.randomUUID();
        try (Events events = new Events(bootstrapServers);
                KafkaProducer<String, String> foreign = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "foreign-" + order),
                        new StringSerializer(),
                        new StringSerializer())) {
            foreign.initTransactions();
            foreign.beginTransaction();
            IntStream.range(0, PARTITIONS)
                    .forEach(partition -> foreign.send(new ProducerRecord<>("order.events", partition, "", "")));
            foreign.flush();
            events.orderCreated(order, UUID.randomUUID());
            await().until(() -> lag() > 500 && Management.metric("history_view_lag_seconds") > 0.5);
            foreign.abortTransaction();
            as(CLERK).get("/orders/" + order + "/history?min-version=0").then().statusCode(200);
        }
        await().until(() -> lag() == 0);
    }

    private static long lag() {
        return Long.parseLong(as(CLERK).get("/order-history").header("X-View-Lag-Ms"));
    }
}
