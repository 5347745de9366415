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
 * Enters this instance in the registry, keeps the entry alive, and takes it out before the instance stops. One that
 * crashes is dropped when its lease ends. Stork's own registrar sends no signs of life, so Eureka would drop all.
 */
@ApplicationScoped
class SelfRegistration {
    private static final Logger LOG = Logger.getLogger(SelfRegistration.class);

    private final RegistryConfig config;
    private final EurekaLease lease;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
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
            heart.scheduleWithFixedDelay(this::beat, 0, interval, TimeUnit.MILLISECONDS);
        }
    }

    /** While requests are still served, so that whoever asks the registry stops sending them in time. */
    void leave(@Observes ShutdownDelayInitiatedEvent stopping) {
        end();
    }

    void end(@Observes ShutdownEvent stopping) {
        end();
    }

    private void end() {
        boolean first = !heart.isShutdown();
        heart.shutdownNow();
        if (first && config.eurekaUrl().isPresent()) {
            attempt("leave the registry", lease::cancel);
        }
    }

    private void beat() {
        attempt("send a sign of life to the registry", lease::renew);
    }

    /** The registry may be away: the instance serves all the same, and the next beat tries again. */
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
