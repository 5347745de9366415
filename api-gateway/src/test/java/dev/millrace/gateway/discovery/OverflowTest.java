package dev.millrace.gateway.discovery;

import dev.millrace.gateway.MutableTicker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.stork.api.NoServiceInstanceFoundException;
import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.impl.DefaultServiceInstance;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OverflowTest {
    private static final Duration EJECTION_TIME = Duration.ofMinutes(5);
    private static final Duration STALL_TIMEOUT = Duration.ofMinutes(10);
    private static final int CAPACITY = 2;
    private static final long OVERFLOW = 9;

    private final MutableTicker time = new MutableTicker();
    private final Counter sent = new SimpleMeterRegistry().counter("sent");
    private final OutlierEjectingLoadBalancer balancer = new OutlierEjectingLoadBalancer(
            EJECTION_TIME, STALL_TIMEOUT, Optional.of(new Overflow(instance(OVERFLOW), CAPACITY, sent)), time);
    private final List<ServiceInstance> one = List.of(instance(1));
    private final List<ServiceInstance> two = List.of(instance(1), instance(2));

    @Test
    void shouldFillEveryInstanceBeforeTheOverflow() {
        assertThat(started(6, two))
                .extracting(ServiceInstance::getId)
                .containsExactly(1L, 2L, 1L, 2L, OVERFLOW, OVERFLOW);
        assertThat(sent.count()).isEqualTo(2);
        assertThat(balancer.inFlight()).isEqualTo(4);
    }

    @Test
    void shouldTakeCallsBackAsSoonAsThereIsRoom() {
        ServiceInstance first = started(CAPACITY, one).getFirst();
        assertThat(begin(one).getId()).isEqualTo(OVERFLOW);
        answer(first);
        assertThat(begin(one).getId()).isEqualTo(1);
        assertThat(begin(one).getId()).isEqualTo(OVERFLOW);
    }

    @Test
    void shouldTakeAllCallsWhenTheOverflowIsDown() {
        started(CAPACITY, one);
        begin(one).recordEnd(new IOException("refused"));
        assertThat(started(5, one)).extracting(ServiceInstance::getId).containsOnly(1L);
        time.pass(EJECTION_TIME);
        started(CAPACITY, one);
        assertThat(begin(one).getId()).isEqualTo(OVERFLOW);
    }

    @Test
    void shouldOverflowWhenNoInstanceIsWellOrKnown() {
        begin(one).recordEnd(new IOException("refused"));
        assertThat(begin(one).getId()).isEqualTo(OVERFLOW);
        assertThat(begin(List.of()).getId()).isEqualTo(OVERFLOW);
    }

    @Test
    void shouldTryTheInstancesWhenTheyAndTheOverflowAreDown() {
        begin(one).recordEnd(new IOException("refused"));
        begin(one).recordEnd(new IOException("refused"));
        assertThat(begin(one).getId()).isEqualTo(1);
    }

    @Test
    void shouldKeepWhatLastsOnTheBaseWhateverItsLoad() {
        started(CAPACITY, one);
        assertThat(balancer.selectFromBase(one).getId()).isEqualTo(1);
        assertThatExceptionOfType(NoServiceInstanceFoundException.class)
                .isThrownBy(() -> balancer.selectFromBase(List.of()));
    }

    @Test
    void shouldCountACallOnceHoweverOftenItsEndIsTold() {
        ServiceInstance leaving = started(CAPACITY, one).getFirst();
        answer(leaving);
        leaving.recordEnd(null);
        answer(leaving);
        assertThat(balancer.inFlight()).isEqualTo(1);
        assertThat(begin(one).getId()).isEqualTo(1);
        assertThat(begin(one).getId()).isEqualTo(OVERFLOW);
    }

    @Test
    void shouldHaveRoomAgainWhenFailuresEndTheCalls() {
        started(CAPACITY, one).forEach(call -> call.recordEnd(new IOException("reset")));
        assertThat(balancer.inFlight()).isZero();
    }

    @Test
    void shouldHaveRoomAgainWhenNothingIsHeardOfTheCalls() {
        started(CAPACITY, one);
        time.pass(InFlightCalls.LONGEST.minusSeconds(1));
        assertThat(balancer.inFlight()).isEqualTo(CAPACITY);
        time.pass(Duration.ofSeconds(1));
        assertThat(balancer.inFlight()).isZero();
        assertThat(begin(one).getId()).isEqualTo(1);
    }

    @Test
    void shouldTakeNoRoomWhenAnInstanceIsChosenAndNotCalled() {
        for (int i = 0; i < 2 * CAPACITY; i++) {
            assertThat(balancer.selectServiceInstance(one).getId()).isEqualTo(1);
        }
    }

    private List<ServiceInstance> started(int calls, List<ServiceInstance> instances) {
        return Stream.generate(() -> begin(instances)).limit(calls).toList();
    }

    private ServiceInstance begin(List<ServiceInstance> instances) {
        ServiceInstance call = balancer.selectServiceInstance(instances);
        call.recordStart(true);
        return call;
    }

    /** Records an answer in the way the REST client does. */
    private static void answer(ServiceInstance call) {
        call.recordReply();
        call.recordEnd(null);
    }

    private static ServiceInstance instance(long id) {
        return new DefaultServiceInstance(id, "127.0.0.1", 8081, false);
    }
}
