package dev.millrace.chassis.saga;

import dev.millrace.chassis.ids.UuidV7;
import dev.millrace.chassis.messaging.PoisonMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Starts sagas and advances them when their participants reply. All changes belong to the caller's transaction: the
 * state of the instance and the outbox row of the next command commit together. After a crash at any moment, a reply or
 * the timer continues the saga.
 */
@ApplicationScoped
public class SagaOrchestrator {
    private static final Logger LOG = Logger.getLogger(SagaOrchestrator.class);

    private final SagaRegistry registry;
    private final SagaRepository sagas;
    private final SagaInstanceFactory instances;
    private final SagaExecutor executor;

    SagaOrchestrator(
            SagaRegistry registry, SagaRepository sagas, SagaInstanceFactory instances, SagaExecutor executor) {
        this.registry = registry;
        this.sagas = sagas;
        this.instances = instances;
        this.executor = executor;
    }

    /**
     * Starts the newest version of a saga and sends its first command.
     *
     * @param subject id of the aggregate that the saga changes
     * @param data data of the type that the saga declares
     * @return id of the saga
     * @throws IllegalArgumentException when no saga of the type is declared
     */
    @Transactional(TxType.MANDATORY)
    public UUID start(String type, UUID subject, Object data) {
        UUID id = UuidV7.next();
        SagaInstance<?> started = instances.create(id, registry.newest(type), subject, data);
        executor.forward(started);
        return id;
    }

    /**
     * Advances the saga that the reply belongs to. The reply has no effect when the saga is unknown or has ended, or
     * when it does not wait for the command any more.
     *
     * @param replyType CloudEvents type of the reply
     * @throws PoisonMessage when an id is missing, or the type is not a reply to the command
     */
    @Transactional(TxType.MANDATORY)
    public void replied(SagaReply reply, String replyType) {
        if (reply.sagaId() == null || reply.commandId() == null) {
            throw new PoisonMessage("malformed " + replyType + ": sagaId or commandId is missing");
        }
        Optional<SagaRow> row = sagas.lock(reply.sagaId());
        if (row.isEmpty()) {
            LOG.debugf("%s has no effect: saga %s is unknown or has ended", replyType, reply.sagaId());
            return;
        }
        Optional<SagaInstance<?>> known = row.flatMap(instances::load);
        if (known.isEmpty()) {
            LOG.warnf(
                    "%s is left to a release that knows saga %s %d",
                    replyType, row.get().type(), row.get().version());
            return;
        }
        replied(known.get(), reply, replyType);
    }

    private <D> void replied(SagaInstance<D> saga, SagaReply reply, String replyType) {
        Optional<StepExecution> awaited =
                saga.running().filter(step -> step.commands().contains(reply.commandId()));
        if (awaited.isEmpty()) {
            LOG.debugf("%s has no effect: saga %s does not wait for it any more", replyType, saga.id());
            return;
        }
        StepExecution execution = awaited.get();
        SagaStep<D> step = saga.definition().step(execution.name());
        if (step.isSuccess(replyType, execution.compensation())) {
            executor.succeeded(saga, execution);
        } else if (step.knows(replyType)) {
            executor.refused(saga, execution, reply.reason() == null ? replyType : reply.reason());
        } else {
            throw new PoisonMessage("%s does not answer step %s of saga %s"
                    .formatted(replyType, execution.name(), saga.definition().type()));
        }
    }
}
