package dev.millrace.chassis.saga;

import dev.millrace.chassis.messaging.PoisonMessage;
import dev.millrace.chassis.saga.SagaFixture.Command;
import dev.millrace.chassis.saga.SagaFixture.Process;
import dev.millrace.chassis.saga.SagaFixture.Reply;
import dev.millrace.testsupport.DevStackResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class SagaOrchestratorTest {
    @Inject
    SagaFixture fixture;

    @Inject
    AgroalDataSource database;

    private final Trip trip = new Trip(UUID.randomUUID());
    private BookingParticipant participants;
    private Process process;

    @BeforeEach
    void prepare() {
        participants = fixture.participants("none");
        process = fixture.process();
    }

    @AfterEach
    void leaveNoSaga() {
        fixture.removeSagas();
    }

    @Test
    void shouldCompleteWhenEveryStepSucceeds() {
        process.start(trip);
        deliver(0, 1, 2);
        assertThat(fixture.journal.of(trip.id()))
                .containsExactly("flight.book", "hotel.book", "car.book", "trip.booked");
        assertThat(fixture.summary(trip).state()).isEqualTo(SagaState.COMPLETED);
        assertThat(fixture.summary(trip).endedAt()).isNotNull();
    }

    @Test
    void shouldLeaveNeitherSagaNorCommandWhenTheStartRollsBack() {
        QuarkusTransaction.begin();
        UUID saga = process.orchestrator.start("book-trip", trip.id(), trip);
        QuarkusTransaction.rollback();
        assertThat(fixture.commands(trip)).isEmpty();
        process.reply(new Reply(new SagaReply(saga, UUID.randomUUID(), null), "flight.booked"));
        assertThat(fixture.commands(trip)).isEmpty();
    }

    @Test
    void shouldUndoAlsoTheStepItselfWhenItsReplyNeverComes() {
        UUID saga = process.start(trip);
        deliver(0, 1);
        participants.handle(trip, command(2));
        for (int attempt = 1; attempt <= fixture.config.attempts(); attempt++) {
            expire(saga);
        }
        assertThat(fixture.commands(trip))
                .extracting(Command::type)
                .filteredOn("car.book"::equals)
                .hasSize(fixture.config.attempts());
        int cancellation = 2 + fixture.config.attempts();
        deliver(cancellation, cancellation + 1, cancellation + 2);
        assertThat(fixture.journal.of(trip.id()))
                .containsExactly(
                        "flight.book",
                        "hotel.book",
                        "car.book",
                        "car.cancel",
                        "hotel.cancel",
                        "flight.cancel",
                        "trip.abandoned: NO_REPLY");
        assertThat(fixture.summary(trip).reason()).isEqualTo("NO_REPLY");
    }

    @Test
    void shouldRepeatACompensationForEverAndAskForAttentionWhenItFails() {
        double needAttention = fixture.needingAttention(process.registry);
        UUID saga = process.start(trip);
        deliver(0);
        refuse(1, "hotel.refused");
        int compensation = 2;
        for (int attempt = 0; attempt <= fixture.config.attempts(); attempt++) {
            refuse(compensation + attempt, "flight.refused");
            expire(saga);
        }
        assertThat(fixture.summary(trip).state()).isEqualTo(SagaState.NEEDS_ATTENTION);
        assertThat(fixture.needingAttention(process.registry)).isEqualTo(needAttention + 1);
        assertThat(fixture.counted("hotel", "failed")).isPositive();
        assertThat(fixture.summary(trip).steps().getLast().error()).isEqualTo("NOT_NOW");
        deliver(fixture.commands(trip).size() - 1);
        assertThat(fixture.journal.of(trip.id()))
                .containsExactly("flight.book", "flight.cancel", "trip.abandoned: NOT_NOW");
        assertThat(fixture.summary(trip).state()).isEqualTo(SagaState.COMPENSATED);
    }

    @Test
    void shouldTakeTheReplyToAnyAttemptOnce() {
        UUID saga = process.start(trip);
        expire(saga);
        Reply first = participants.handle(trip, command(0));
        Reply second = participants.handle(trip, command(1));
        process.reply(first);
        process.reply(second);
        process.reply(first);
        assertThat(fixture.commands(trip))
                .extracting(Command::type)
                .containsExactly("flight.book", "flight.book", "hotel.book");
        assertThat(fixture.summary(trip).steps().getFirst().attempts()).isEqualTo(2);
    }

    @Test
    void shouldHaveNoEffectWhenTheSagaIsUnknownOrHasEnded() {
        process.reply(new Reply(new SagaReply(UUID.randomUUID(), UUID.randomUUID(), null), "flight.booked"));
        UUID saga = process.start(trip);
        refuse(0, "flight.refused");
        List<String> before = fixture.journal.of(trip.id());
        process.reply(new Reply(new SagaReply(saga, command(0).id(), null), "flight.booked"));
        assertThat(fixture.journal.of(trip.id())).isEqualTo(before);
        assertThat(fixture.commands(trip)).hasSize(1);
    }

    /** The reply is handled on another thread while the transaction that publishes the command is open. */
    @Test
    void shouldGoOnByTheRepeatedCommandWhenTheReplyComesBeforeItsCommandIsStored() {
        QuarkusTransaction.begin();
        UUID saga = process.orchestrator.start("book-trip", trip.id(), trip);
        UUID unstored = fixture.sql
                .query("SELECT commands[1] FROM saga_step WHERE saga_id = ?", row -> row.getObject(1, UUID.class), saga)
                .getFirst();
        CompletableFuture.runAsync(() -> process.reply(new Reply(new SagaReply(saga, unstored, null), "flight.booked")))
                .join();
        QuarkusTransaction.commit();
        assertThat(fixture.commands(trip)).extracting(Command::type).containsExactly("flight.book");
        expire(saga);
        deliver(1);
        assertThat(fixture.commands(trip))
                .extracting(Command::type)
                .containsExactly("flight.book", "flight.book", "hotel.book");
    }

    @Test
    void shouldRefuseForEverAReplyThatCannotAnswerTheCommand() {
        UUID saga = process.start(trip);
        Reply foreign = new Reply(new SagaReply(saga, command(0).id(), null), "car.booked");
        assertThatThrownBy(() -> process.reply(foreign)).isInstanceOf(PoisonMessage.class);
        Reply unnamed = new Reply(new SagaReply(null, null, null), "flight.booked");
        assertThatThrownBy(() -> process.reply(unnamed)).isInstanceOf(PoisonMessage.class);
    }

    @Test
    void shouldSkipASagaThatAnotherInstanceWorksOn() throws SQLException {
        UUID saga = process.start(trip);
        fixture.expire(saga);
        try (Connection other = database.getConnection();
                PreparedStatement lock = other.prepareStatement("SELECT FROM saga WHERE id = ? FOR UPDATE")) {
            other.setAutoCommit(false);
            lock.setObject(1, saga);
            lock.executeQuery();
            process.timer.run();
            assertThat(fixture.commands(trip)).hasSize(1);
            other.rollback();
        }
        process.timer.run();
        assertThat(fixture.commands(trip)).hasSize(2);
        process.timer.run();
        assertThat(fixture.commands(trip)).hasSize(2);
    }

    @Test
    void shouldTakeOnTheOthersAndAskForAttentionWhenOneFails() {
        UUID broken = process.start(trip);
        fixture.sql.update("UPDATE saga SET data = '[]' WHERE id = ?", broken);
        fixture.expire(broken);
        Trip next = new Trip(UUID.randomUUID());
        fixture.expire(process.start(next));
        process.timer.run();
        assertThat(fixture.commands(next)).hasSize(2);
        assertThat(fixture.summary(trip).steps().getFirst().error()).contains("Trip");
        for (int attempt = 1; attempt <= fixture.config.attempts(); attempt++) {
            expire(broken);
        }
        assertThat(fixture.summary(trip).state()).isEqualTo(SagaState.NEEDS_ATTENTION);
    }

    private void deliver(int... commands) {
        for (int command : commands) {
            process.reply(participants.handle(trip, command(command)));
        }
    }

    private void refuse(int command, String type) {
        Command refused = command(command);
        process.reply(new Reply(new SagaReply(refused.saga(), refused.id(), "NOT_NOW"), type));
    }

    private void expire(UUID saga) {
        fixture.expire(saga);
        process.timer.run();
    }

    private Command command(int index) {
        return fixture.commands(trip).get(index);
    }
}
