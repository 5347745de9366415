package dev.millrace.chassis.saga;

import dev.millrace.chassis.saga.SagaFixture.Command;
import dev.millrace.chassis.saga.SagaFixture.Reply;
import dev.millrace.testsupport.DevStackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** A trip whose last booking is refused, while one process is killed before or after one of the commands. */
@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class KilledAtEachStepTest {
    private static final int COMMANDS = 5;

    /** Which process is killed, and when. The transport redelivers unacknowledged messages. */
    enum Kill {
        NOBODY,
        PARTICIPANT_BEFORE_ITS_COMMIT,
        PARTICIPANT_BEFORE_ITS_REPLY,
        ORCHESTRATOR_BEFORE_ITS_COMMIT,
        ORCHESTRATOR_BEFORE_ITS_ACKNOWLEDGEMENT,
        COMMAND_LOST,
        REPLY_LOST
    }

    @Inject
    SagaFixture fixture;

    private final Trip trip = new Trip(UUID.randomUUID());
    private BookingParticipant participants;

    @BeforeEach
    void prepare() {
        participants = fixture.participants("car.book");
    }

    static Stream<Arguments> kills() {
        return Stream.of(Kill.values())
                .flatMap(kill -> IntStream.range(0, COMMANDS).mapToObj(command -> Arguments.of(kill, command)));
    }

    @ParameterizedTest
    @MethodSource("kills")
    void shouldCompensateInReverseOrderWhenTheLastStepIsRefused(Kill kill, int at) {
        UUID saga = fixture.process().start(trip);
        int delivered = 0;
        for (Optional<Command> next = fixture.command(trip, 0);
                next.isPresent();
                next = fixture.command(trip, delivered)) {
            deliver(saga, next.get(), delivered == at ? kill : Kill.NOBODY);
            delivered++;
        }
        assertThat(fixture.journal.of(trip.id()))
                .containsExactly(
                        "flight.book", "hotel.book", "hotel.cancel", "flight.cancel", "trip.abandoned: NONE_LEFT");
        assertThat(participants.booked(trip.id())).isZero();
        assertThat(fixture.summary(trip).state()).isEqualTo(SagaState.COMPENSATED);
        assertThat(fixture.summary(trip).steps())
                .extracting(SagaSummary.Step::name, SagaSummary.Step::compensation, SagaSummary.Step::state)
                .containsExactly(
                        step("flight", false, "SUCCEEDED"),
                        step("hotel", false, "SUCCEEDED"),
                        step("car", false, "FAILED"),
                        step("hotel", true, "SUCCEEDED"),
                        step("flight", true, "SUCCEEDED"));
    }

    private void deliver(UUID saga, Command command, Kill kill) {
        if (kill == Kill.COMMAND_LOST) {
            fixture.expire(saga);
            fixture.process().timer.run();
            return;
        }
        if (kill == Kill.PARTICIPANT_BEFORE_ITS_COMMIT) {
            participants.handleAndDie(trip, command);
        }
        if (kill == Kill.PARTICIPANT_BEFORE_ITS_REPLY) {
            participants.handle(trip, command);
        }
        Reply reply = participants.handle(trip, command);
        if (kill == Kill.REPLY_LOST) {
            fixture.expire(saga);
            fixture.process().timer.run();
            return;
        }
        if (kill == Kill.ORCHESTRATOR_BEFORE_ITS_COMMIT) {
            QuarkusTransaction.begin();
            fixture.process().orchestrator.replied(reply.reply(), reply.type());
            QuarkusTransaction.rollback();
        }
        fixture.process().reply(reply);
        if (kill == Kill.ORCHESTRATOR_BEFORE_ITS_ACKNOWLEDGEMENT) {
            fixture.process().reply(reply);
        }
    }

    private static Tuple step(String name, boolean compensation, String state) {
        return tuple(name, compensation, state);
    }
}
