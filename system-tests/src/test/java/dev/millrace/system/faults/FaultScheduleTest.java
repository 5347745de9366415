package dev.millrace.system.faults;

import dev.millrace.system.faults.Fault.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FaultScheduleTest {
    private static final List<String> PROCESSES = List.of("postgres", "kafka", "order-service");
    private static final List<String> LINKS = List.of("order-service to postgres", "clients to kafka");

    @Test
    void shouldDependOnTheSeedOnly() {
        assertThat(schedule(7)).isEqualTo(schedule(7)).isNotEqualTo(schedule(8));
    }

    @Test
    void shouldHaveEachTargetInTurnAndKindsThatFitIt() {
        List<Fault> faults = schedule(7);
        assertThat(faults).hasSize(29);
        assertThat(faults.subList(0, 5).stream().map(Fault::target).collect(Collectors.toSet()))
                .hasSize(5);
        assertThat(faults)
                .allSatisfy(fault -> assertThat(LINKS.contains(fault.target()))
                        .isEqualTo(fault.kind() == Kind.PARTITION || fault.kind() == Kind.RESET));
        assertThat(faults.stream().map(Fault::kind).collect(Collectors.toSet())).hasSize(Kind.values().length);
    }

    private static List<Fault> schedule(long seed) {
        return FaultSchedule.of(seed, Duration.ofMinutes(1), Duration.ofSeconds(2), PROCESSES, LINKS);
    }
}
