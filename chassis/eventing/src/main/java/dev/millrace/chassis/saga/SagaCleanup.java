package dev.millrace.chassis.saga;

import dev.millrace.chassis.housekeeping.JobsDue;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

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

    void run(@Observes JobsDue event) {
        forget();
    }
}
