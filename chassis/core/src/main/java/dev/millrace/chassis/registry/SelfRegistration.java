package dev.millrace.chassis.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Registers this instance, renews its lease, and deregisters it before it stops. The registry removes a crashed
 * instance when its lease expires. Stork's own registrar sends no heartbeats, so Eureka would remove every instance.
 */
@ApplicationScoped
class SelfRegistration {
    private static final Logger LOG = Logger.getLogger(SelfRegistration.class);

    private final RegistryConfig config;
    private final EurekaLease lease;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("registry-heartbeat").factory());

    SelfRegistration(
            RegistryConfig config,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.config = config;
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

    private void sendHeartbeat() {
        attempt("send a sign of life to the registry", lease::renew);
    }

    /** The instance keeps serving without the registry; the next heartbeat tries again. */
    private static void attempt(String what, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            LOG.warnf("Could not %s: %s", what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }
}
