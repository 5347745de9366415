package dev.millrace.chassis.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Registers this instance while it is ready, renews its lease, and deregisters it before it stops. The registry removes
 * a crashed instance when its lease expires. Stork's own registrar sends no heartbeats, so Eureka would remove every
 * instance.
 */
@ApplicationScoped
class SelfRegistration {
    private static final Logger LOG = Logger.getLogger(SelfRegistration.class);

    private final RegistryConfig config;
    private final EurekaLease lease;
    private final SmallRyeHealthReporter health;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("registry-heartbeat").factory());

    /** Whether the registry may list the instance. Only the heartbeat's thread uses it. */
    private boolean registered;

    SelfRegistration(
            RegistryConfig config,
            SmallRyeHealthReporter health,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.config = config;
        this.health = health;
        this.lease = new EurekaLease(config, service, port, json);
    }

    void begin(@Observes StartupEvent started) {
        if (config.eurekaUrl().isPresent()) {
            long interval = config.heartbeat().toMillis();
            scheduler.scheduleWithFixedDelay(this::sendHeartbeat, 0, interval, TimeUnit.MILLISECONDS);
        }
    }

    /** Deregisters while requests are still served, so that clients of the registry stop sending them in time. */
    void deregister(@Observes ShutdownDelayInitiatedEvent stopping) {
        end();
    }

    void end(@Observes ShutdownEvent stopping) {
        end();
    }

    private void end() {
        boolean first = !scheduler.isShutdown();
        scheduler.shutdownNow();
        if (first && config.eurekaUrl().isPresent()) {
            attempt("leave the registry", lease::cancel);
        }
    }

    /** An instance that is alive but not ready gets no requests: it is deregistered until it is ready again. */
    private void sendHeartbeat() {
        if (isReady()) {
            registered = true;
            attempt("renew the lease in the registry", lease::renew);
        } else if (registered) {
            LOG.warn("This instance is not ready and leaves the registry");
            attempt("leave the registry", () -> {
                lease.cancel();
                registered = false;
            });
        }
    }

    private boolean isReady() {
        try {
            return !health.getReadinessAsync()
                    .await()
                    .atMost(config.heartbeat())
                    .isDown();
        } catch (RuntimeException e) {
            LOG.warnf("Readiness could not be checked: %s", e);
            return false;
        }
    }

    /** The instance keeps serving without the registry; the next heartbeat tries again. */
    private static void attempt(String what, Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            LOG.warnf("Could not %s: %s", what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }
}
