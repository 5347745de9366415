package dev.millrace.chassis.saga;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets sagas that have ended long enough ago. */
@ApplicationScoped
class SagaCleanup {
    private final SagaRepository sagas;
    private final SagaConfig config;

    SagaCleanup(SagaRepository sagas, SagaConfig config) {
        this.sagas = sagas;
        this.config = config;
    }

    @Scheduled(
            every = "{chassis.housekeeping-interval}",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        sagas.removeEnded(config.retention());
    }
}
