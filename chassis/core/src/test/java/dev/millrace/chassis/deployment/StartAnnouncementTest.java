package dev.millrace.chassis.deployment;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartAnnouncementTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Runnable> delayed = new ArrayList<>();
    private final StartAnnouncement announcement = announcement();

    @Test
    void shouldAnnounceTheStartOnceItsDelayIsOver() {
        announcement.announce(new StartupEvent());
        assertThat(meters.getMeters()).isEmpty();
        delayed.forEach(Runnable::run);
        assertThat(meters.get("build.info").tag("version", "1.2").gauge().value())
                .isEqualTo(1);
    }

    private StartAnnouncement announcement() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(DeploymentConfig.class)
                .withDefaultValues(Map.of(
                        "chassis.deployment.version", "1.2",
                        "chassis.deployment.commit", "abc",
                        "chassis.deployment.time", "unknown"))
                .build();
        DeploymentConfig deployment = config.getConfigMapping(DeploymentConfig.class);
        return new StartAnnouncement(
                new Release("order-service", deployment),
                config,
                meters,
                new StartEventProducer(deployment, Map.of()),
                (delay, task) -> {
                    assertThat(delay).isPositive();
                    delayed.add(task);
                });
    }
}
