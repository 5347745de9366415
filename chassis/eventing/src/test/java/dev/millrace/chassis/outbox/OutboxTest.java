package dev.millrace.chassis.outbox;

import dev.millrace.chassis.idempotency.IdempotencyKeys;
import dev.millrace.chassis.inbox.Inbox;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class OutboxTest {
    @Inject
    Outbox outbox;

    @Inject
    Inbox inbox;

    @Inject
    IdempotencyKeys keys;

    private final UUID aggregate = UUID.randomUUID();
    private final OutboxMessage message = new OutboxMessage("order", aggregate, "order.tested.v1", Map.of("a", 1));

    @Test
    void shouldLeaveTheEventExactlyWhenTheTransactionCommits() {
        QuarkusTransaction.requiringNew().run(() -> {
            outbox.publish(message);
            assertThat(committed().rows(aggregate)).isEmpty();
        });
        assertThat(committed().rows(aggregate)).singleElement().satisfies(row -> {
            assertThat(row.type()).isEqualTo("order.tested.v1");
            assertThat(row.payload()).isEqualTo("{\"a\":1}");
        });
    }

    @Test
    void shouldKeepTheOrderOfTheEventsOfATransaction() {
        List<String> types =
                IntStream.range(0, 20).mapToObj("order.tested.v%d"::formatted).toList();
        QuarkusTransaction.requiringNew()
                .run(() -> types.forEach(
                        type -> outbox.publish(new OutboxMessage("order", aggregate, type, Map.of("a", "\"{\\,}")))));
        assertThat(committed().types(aggregate)).isEqualTo(types);
    }

    @Test
    void shouldLeaveNothingWhenTheTransactionRollsBack() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.publish(message);
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessageContaining("changed my mind");
        assertThat(committed().rows(aggregate)).isEmpty();
    }

    @Test
    void shouldRefuseToWorkWithoutTheCallersTransaction() {
        assertThatThrownBy(() -> outbox.publish(message)).isInstanceOf(TransactionalException.class);
        assertThatThrownBy(() -> inbox.accept("c", Set.of("m"))).isInstanceOf(TransactionalException.class);
        assertThatThrownBy(() -> keys.claim("o", "k", message, aggregate)).isInstanceOf(TransactionalException.class);
    }

    @Test
    void shouldAcceptAMessageAgainOnlyWhenTheFirstEffectRolledBack() {
        String id = UUID.randomUUID().toString();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().call(() -> {
            assertThat(inbox.accept("c", Set.of(id))).containsExactly(id);
            throw new IllegalStateException("no effect");
        }));
        assertThat(accept("c", id)).isTrue();
        assertThat(accept("c", id)).isFalse();
        assertThat(accept("another", id)).isTrue();
    }

    private boolean accept(String consumer, String id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> !inbox.accept(consumer, Set.of(id)).isEmpty());
    }

    private OutboxProbe committed() {
        return OutboxProbe.of(Database.ORDERS);
    }
}
