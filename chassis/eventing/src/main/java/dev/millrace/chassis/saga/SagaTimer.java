package dev.millrace.chassis.saga;

import dev.millrace.chassis.housekeeping.JobsDue;
import dev.millrace.chassis.messaging.TransientDatabaseFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Continues sagas whose deadline has passed. Every instance of the service runs the timer; a saga that another instance
 * has locked is skipped. Each saga is processed in its own transaction, and one that fails is postponed.
 */
@ApplicationScoped
class SagaTimer {
    private static final Logger LOG = Logger.getLogger(SagaTimer.class);
    private static final int BATCH = 100;

    private final SagaRegistry registry;
    private final SagaRepository sagas;
    private final SagaInstanceFactory instances;
    private final SagaExecutor executor;
    private final SagaOrigin origin;
    private final SagaConfig config;

    SagaTimer(
            SagaRegistry registry,
            SagaRepository sagas,
            SagaInstanceFactory instances,
            SagaExecutor executor,
            SagaOrigin origin,
            SagaConfig config) {
        this.registry = registry;
        this.sagas = sagas;
        this.instances = instances;
        this.executor = executor;
        this.origin = origin;
        this.config = config;
    }

    @Scheduled(
            every = "{saga.timer-interval}",
            skipExecutionIf = ApplicationNotRunning.class,
            concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        if (registry.versions().isEmpty()) {
            return;
        }
        try {
            sagas.due(registry.versions(), BATCH).forEach(this::resume);
        } catch (RuntimeException e) {
            if (!TransientDatabaseFailure.isCauseOf(e)) {
                throw e;
            }
            LOG.warnf("Sagas wait until the database is back: %s", TransientDatabaseFailure.rootOf(e));
        }
    }

    void run(@Observes JobsDue event) {
        run();
    }

    private void resume(UUID id) {
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> sagas.lockDue(id)
                            .flatMap(instances::load)
                            .ifPresent(saga -> origin.within(saga.origin(), () -> resume(saga))));
        } catch (RuntimeException e) {
            if (TransientDatabaseFailure.isCauseOf(e)) {
                throw e;
            }
            LOG.errorf(e, "Saga %s could not be taken on and is put off", id);
            QuarkusTransaction.requiringNew().run(() -> sagas.putOff(id, e.toString(), config.maximumDelay()));
        }
    }

    private void resume(SagaInstance<?> saga) {
        saga.running().ifPresentOrElse(step -> executor.timedOut(saga, step), () -> executor.forward(saga));
    }
}
