package dev.millrace.chassis.messaging;

import dev.millrace.chassis.Counter;
import dev.millrace.chassis.context.MessageId;
import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.testsupport.DevStackResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class DispatcherTest {
    private static final String TRANSACTIONS = """
            SELECT count(*), count(DISTINCT xmin::text), array_agg(headers ->> 'ce_causationid' ORDER BY seq)
            FROM outbox WHERE aggregate_id = ANY (?)""";

    @Inject
    Dispatcher dispatcher;

    @Inject
    Counter counter;

    @Inject
    AgroalDataSource database;

    private final List<UUID> things =
            Stream.generate(UUID::randomUUID).limit(10).toList();

    @AfterEach
    void recover() {
        counter.recover();
    }

    @Test
    void shouldHandleAllInOneTransactionAndInTheirOrder() throws Exception {
        List<Delivery> deliveries = things.stream().map(this::delivery).toList();
        assertThat(dispatcher.handleTogether(deliveries)).isTrue();
        assertThat(dispatcher.handleTogether(deliveries)).isTrue();
        Written written = written();
        assertThat(written.rows()).isEqualTo(10);
        assertThat(written.transactions()).isEqualTo(1);
        assertThat(written.causes())
                .isEqualTo(deliveries.stream().map(each -> each.event().id()).toList());
    }

    @Test
    void shouldLeaveNothingOfABatchInWhichOneFails() throws Exception {
        counter.failOn(things.get(5), () -> new IllegalStateException("a bug"));
        assertThat(dispatcher.handleTogether(things.stream().map(this::delivery).toList()))
                .isFalse();
        assertThat(written().rows()).isZero();
    }

    @Test
    void shouldHandleAMessageOnceWhenABatchHasItTwice() throws Exception {
        Delivery delivery = delivery(things.getFirst());
        assertThat(dispatcher.handleTogether(List.of(delivery, delivery))).isTrue();
        assertThat(written().rows()).isEqualTo(1);
    }

    @Test
    void shouldNotReadTheMessagesIdFromTheLog() {
        MDC.put(MessageId.MDC_KEY, "forged");
        try {
            assertThat(MessageId.current()).isNull();
        } finally {
            MDC.remove(MessageId.MDC_KEY);
        }
    }

    private Delivery delivery(UUID thing) {
        return dispatcher
                .read("thing.events", event("{\"id\": \"%s\"}".formatted(thing)))
                .orElseThrow();
    }

    private static CloudEvent event(String data) {
        return new CloudEvent(
                UUID.randomUUID().toString(),
                "thing.counted.v1",
                "/test",
                null,
                null,
                Map.of(),
                data.getBytes(StandardCharsets.UTF_8));
    }

    private record Written(int rows, int transactions, List<String> causes) {}

    private Written written() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(TRANSACTIONS)) {
            select.setArray(1, connection.createArrayOf("text", things.toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                List<String> causes = row.getArray(3) == null
                        ? List.of()
                        : List.of((String[]) row.getArray(3).getArray());
                return new Written(row.getInt(1), row.getInt(2), causes);
            }
        }
    }
}
