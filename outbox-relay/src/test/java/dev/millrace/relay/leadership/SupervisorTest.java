package dev.millrace.relay.leadership;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.health.RelayState;
import dev.millrace.relay.health.SourceStatus;
import dev.millrace.relay.kafka.Publisher;
import dev.millrace.relay.kafka.PublisherFactory;
import dev.millrace.relay.kafka.PublisherFactoryFixture;
import dev.millrace.relay.modes.PublishingMode;
import dev.millrace.relay.postgres.SourceDatabase;
import dev.millrace.relay.support.Outbox;
import dev.millrace.relay.support.RunningRelay;
import dev.millrace.testsupport.DevStackResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class SupervisorTest {
    private static final String NAME = "supervised";
    private static final DevStack STACK = DevStackResource.stack();
    private static final SmallRyeConfig CONFIG = new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(RelayConfig.class)
            .withSources(new PropertiesConfigSource(RunningRelay.settings(STACK, Database.ORDERS), "test", 100))
            .build();

    private final RelayConfig config = CONFIG.getConfigMapping(RelayConfig.class);
    private final PublisherFactory publishers = PublisherFactoryFixture.of(
            config, CONFIG, new ObjectMapper(), new SimpleMeterRegistry(), OpenTelemetry.noop());

    @BeforeEach
    void renew() throws Exception {
        new Outbox(STACK, Database.ORDERS).renew();
    }

    @Test
    void shouldEndProcessWhenErrorIsThrown() {
        shouldEndProcess(new OutOfMemoryError("no room"), () -> {
            throw new OutOfMemoryError("no room");
        });
    }

    /** The engine and executors wrap errors in exceptions. */
    @Test
    void shouldEndProcessWhenErrorIsWrapped() {
        shouldEndProcess(new OutOfMemoryError("no room"), () -> {
            throw new IllegalStateException("engine", new OutOfMemoryError("no room"));
        });
    }

    private void shouldEndProcess(Error expected, Runnable work) {
        AtomicReference<Error> ended = new AtomicReference<>();
        SourceStatus status = new SourceStatus("orders");
        LeaderCandidate candidate = LeaderCandidate.forSource(
                SourceDatabase.of("orders", config.sources().get("orders")), () -> new FailingMode(work));
        Supervisor supervisor =
                new Supervisor(candidate, config, publishers, status, (source, error) -> ended.set(error));

        Throwable thrown = catchThrowable(supervisor::run);
        assertThat(thrown).isSameAs(ended.get()).hasSameClassAs(expected).hasMessage(expected.getMessage());
        assertThat(status.now().phase()).isEqualTo(RelayState.STOPPED);
    }

    /** The engine may need long to end while the server does not respond. */
    @Test
    void shouldBeDownAsSoonAsTheLeadershipIsLost() throws Exception {
        SourceStatus status = new SourceStatus("orders");
        CountDownLatch ended = new CountDownLatch(1);
        SourceDatabase database = SourceDatabase.of(NAME, config.sources().get("orders"));
        Supervisor supervisor = new Supervisor(
                LeaderCandidate.forSource(database, () -> new SlowMode(ended)),
                config,
                publishers,
                status,
                ProcessEnd.EXIT);
        Thread.ofPlatform().start(supervisor);
        await().until(() -> status.now().phase() == RelayState.LEADING);
        new Outbox(STACK, Database.ORDERS)
                .query(
                        Credentials.RELAY,
                        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'outbox-relay %s'"
                                .formatted(NAME));
        await().until(() -> status.now().phase() == RelayState.CONNECTING);
        assertThat(status.now().reason()).startsWith("PostgreSQL: ");
        ended.countDown();
        assertThat(supervisor.stop(Duration.ofSeconds(30))).isTrue();
    }

    private record SlowMode(CountDownLatch ended) implements PublishingMode {
        @Override
        public void run(Publisher publisher, Runnable streaming) throws InterruptedException {
            streaming.run();
            ended.await();
        }

        @Override
        public void stop() {}
    }

    private record FailingMode(Runnable failure) implements PublishingMode {
        @Override
        public void run(Publisher publisher, Runnable streaming) {
            failure.run();
        }

        @Override
        public void stop() {}
    }
}
