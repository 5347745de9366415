package dev.millrace.chassis.deployment;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartAnnouncementTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Timer timer = new Timer();
    private final StartAnnouncement announcement = announcement();

    @AfterEach
    void endTimer() {
        timer.shutdownNow();
    }

    @Test
    void shouldAnnounceTheStartOnceItsDelayIsOver() {
        announcement.announce(new StartupEvent());
        assertThat(meters.getMeters()).isEmpty();
        timer.passes();
        assertThat(meters.get("build.info").tag("version", "1.2").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void shouldAnnounceNothingWhenTheServiceStopsBefore() {
        announcement.announce(new StartupEvent());
        announcement.cancel(new ShutdownEvent());
        assertThat(timer.due).singleElement().matches(ScheduledFuture::isCancelled);
        timer.passes();
        assertThat(meters.getMeters()).isEmpty();
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
                timer);
    }

    /** Passes when the test says so. */
    private static final class Timer extends ScheduledThreadPoolExecutor {
        private final List<ScheduledFuture<?>> due = new ArrayList<>();
        private final List<Runnable> tasks = new ArrayList<>();

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            assertThat(delay).isPositive();
            tasks.add(task);
            due.add(super.schedule(task, 1, TimeUnit.DAYS));
            return due.getLast();
        }

        void passes() {
            tasks.forEach(Runnable::run);
        }
    }
}
