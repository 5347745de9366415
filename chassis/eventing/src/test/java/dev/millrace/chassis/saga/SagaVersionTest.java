package dev.millrace.chassis.saga;

import dev.millrace.chassis.saga.SagaFixture.Process;
import dev.millrace.testsupport.DevStackResource;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Processes of two releases, whose sagas have different tables. */
@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class SagaVersionTest {
    @Inject
    SagaFixture fixture;

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
    void shouldGoOnByItsOwnTableWhenANewerReleaseStarts() {
        process.start(trip);
        Process newer = fixture.process(Trip.saga(1, fixture.journal), oneStep(2));
        newer.check.check();
        newer.reply(participants.handle(trip, fixture.commands(trip).getFirst()));
        assertThat(fixture.commands(trip).get(1).type()).isEqualTo("hotel.book");

        Trip next = new Trip(UUID.randomUUID());
        newer.start(next);
        newer.reply(participants.handle(next, fixture.commands(next).getFirst()));
        assertThat(fixture.summary(next).state()).isEqualTo(SagaState.COMPLETED);
        assertThat(fixture.summary(next).version()).isEqualTo(2);
    }

    @Test
    void shouldNotStartAReleaseThatHasDroppedTheTableOfARunningSaga() {
        process.start(trip);
        Process newer = fixture.process(oneStep(2));
        assertThatThrownBy(newer.check::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("book-trip 1");
    }

    @Test
    void shouldLeaveASagaOfANewerReleaseToThat() {
        Process newer = fixture.process(oneStep(2));
        fixture.expire(newer.start(trip));
        process.check.check();
        process.timer.run();
        process.reply(participants.handle(trip, fixture.commands(trip).getFirst()));
        assertThat(fixture.commands(trip)).hasSize(1);
        newer.timer.run();
        assertThat(fixture.commands(trip)).hasSize(2);
    }

    private SagaDefinition<Trip> oneStep(int version) {
        return SagaDefinition.of("book-trip", version, Trip.class)
                .step("flight")
                .invoke(Trip.FLIGHT, "flight.book", Trip.Booking::of)
                .succeedsOn("flight.booked")
                .retriedUntilItSucceeds()
                .build();
    }
}
