package dev.millrace.chassis.saga;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes ended sagas after their retention. */
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
