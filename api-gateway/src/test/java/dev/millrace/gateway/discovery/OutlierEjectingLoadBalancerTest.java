package dev.millrace.gateway.discovery;

import dev.millrace.gateway.MutableTicker;
import io.smallrye.stork.api.NoServiceInstanceFoundException;
import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.impl.DefaultServiceInstance;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OutlierEjectingLoadBalancerTest {
    private static final Duration EJECTION_TIME = Duration.ofMinutes(5);

    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(30);

    private final MutableTicker time = new MutableTicker();
    private final OutlierEjectingLoadBalancer balancer =
            new OutlierEjectingLoadBalancer(EJECTION_TIME, STALL_TIMEOUT, Optional.empty(), time);
    private final List<ServiceInstance> instances = List.of(instance(1), instance(2), instance(3));

    @Test
    void shouldTakeTurns() {
        assertThat(chosen(6)).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
    }

    @Test
    void shouldLeaveAnInstanceOutWhenItsConnectionBroke() {
        breakConnectionTo(2);
        assertThat(chosen(6)).doesNotContain(2L).contains(1L, 3L);
    }

    @Test
    void shouldTryAnInstanceAgainAfterThePause() {
        breakConnectionTo(2);
        time.pass(EJECTION_TIME);
        assertThat(chosen(3)).contains(2L);
    }

    @Test
    void shouldTakeAnInstanceBackWhenItAnswers() {
        breakConnectionTo(2);
        balancer.recordReply(2, 1);
        assertThat(chosen(3)).contains(2L);
    }

    @Test
    void shouldLeaveAnInstanceOutWhenItAnswersNothing() {
        balancer.recordStart(2, true);
        time.pass(STALL_TIMEOUT);
        assertThat(chosen(6)).doesNotContain(2L).contains(1L, 3L);
    }

    @Test
    void shouldNotMindASlowAnswerWhenOthersCome() {
        balancer.recordStart(2, true);
        balancer.recordStart(2, true);
        balancer.recordReply(2, 1);
        time.pass(STALL_TIMEOUT);
        assertThat(chosen(3)).contains(2L);
    }

    @Test
    void shouldRiskOneCallOnlyAfterThePauseUntilItIsAnswered() {
        breakConnectionTo(2);
        time.pass(EJECTION_TIME);
        assertThat(chosen(3)).contains(2L);
        balancer.recordStart(2, true);
        assertThat(chosen(6)).doesNotContain(2L);
        time.pass(STALL_TIMEOUT);
        assertThat(chosen(6)).doesNotContain(2L);
        time.pass(EJECTION_TIME);
        balancer.recordStart(2, true);
        balancer.recordReply(2, 1);
        assertThat(chosen(3)).contains(2L);
    }

    @Test
    void shouldTryThemAllWhenNoneIsWell() {
        instances.forEach(instance -> breakConnectionTo(instance.getId()));
        assertThat(chosen(3)).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void shouldRefuseWhenThereIsNoInstance() {
        assertThatExceptionOfType(NoServiceInstanceFoundException.class)
                .isThrownBy(() -> balancer.selectServiceInstance(List.of()));
    }

    private void breakConnectionTo(long instance) {
        balancer.recordEnd(instance, new IOException("reset"));
    }

    private List<Long> chosen(int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> balancer.selectServiceInstance(instances).getId())
                .toList();
    }

    private static ServiceInstance instance(long id) {
        return new DefaultServiceInstance(id, "127.0.0.1", 8081, false);
    }
}
