package dev.millrace.chassis.deadletters;

import dev.millrace.chassis.deadletters.DeadLetterRecord.Origin;
import dev.millrace.chassis.deadletters.DecisionRepository.DeadLetterKey;
import dev.millrace.chassis.deadletters.DecisionRepository.Decision;
import dev.millrace.chassis.deadletters.DecisionRepository.State;
import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.messaging.CloudEventReader;
import dev.millrace.chassis.messaging.Delivery;
import dev.millrace.chassis.messaging.Dispatcher;
import dev.millrace.chassis.messaging.TransientDatabaseFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages that this service could not handle. A replay passes one directly to the service's own handlers, so other
 * consumers of its topic do not receive it again. The inbox ensures that it takes effect at most once.
 */
@ApplicationScoped
class DeadLetterService {
    private final DeadLetterReader reader;
    private final DecisionRepository decisions;
    private final NewerMessages newer;
    private final Dispatcher dispatcher;

    DeadLetterService(
            DeadLetterReader reader, DecisionRepository decisions, NewerMessages newer, Dispatcher dispatcher) {
        this.reader = reader;
        this.decisions = decisions;
        this.newer = newer;
        this.dispatcher = dispatcher;
    }

    /** The parked messages, oldest first. */
    List<Parked> list() throws SQLException {
        Map<DeadLetterKey, Decision> decided = decisions.all();
        Map<String, List<DeadLetterRecord>> messages = new LinkedHashMap<>();
        for (DeadLetterRecord letter : reader.all()) {
            Decision decision = decided.get(DeadLetterKey.of(letter));
            if (decision == null || !decision.isFinal()) {
                messages.computeIfAbsent(letter.message(), id -> new ArrayList<>())
                        .add(letter);
            }
        }
        return messages.values().stream()
                .map(letters -> new Parked(letters, decided.get(DeadLetterKey.of(letters.getLast()))))
                .toList();
    }

    /** @throws ParkedMessageNotFound when it is not parked */
    Parked find(String id) throws SQLException {
        return list().stream()
                .filter(parked -> parked.latest().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ParkedMessageNotFound(id));
    }

    /**
     * Handles the message again. Returns when it has taken effect.
     *
     * @throws ParkedMessageNotFound when it is not parked
     * @throws ReplayFailed when it failed again or must not take effect any more; it stays parked
     */
    void replay(String id) throws SQLException {
        Parked parked = find(id);
        try {
            takeEffect(parked.latest());
        } catch (ReplayFailed refused) {
            throw refused;
        } catch (Exception e) {
            if (TransientDatabaseFailure.isCauseOf(e)) {
                throw ReplayFailed.again(id, e);
            }
            decisions.failed(parked.latest(), String.valueOf(e.getMessage()));
            throw ReplayFailed.again(id, e);
        }
        decisions.decide(parked.letters(), State.REPLAYED);
    }

    /** @throws ParkedMessageNotFound when it is not parked */
    void discard(String id) throws SQLException {
        decisions.decide(find(id).letters(), State.DISCARDED);
    }

    private void takeEffect(DeadLetterRecord letter) throws Exception {
        CloudEvent event = reader.original(letter)
                .map(CloudEventReader::read)
                .orElseThrow(() -> ReplayFailed.refused(letter.id(), "its original record no longer exists"));
        String topic = letter.origin().map(Origin::topic).orElse(null);
        Optional<Delivery> delivery = dispatcher.read(topic, event);
        if (delivery.isPresent()) {
            Optional<String> objection = newer.objection(delivery.get().table(), event, letter);
            if (objection.isPresent()) {
                throw ReplayFailed.refused(letter.id(), objection.get());
            }
            dispatcher.handle(delivery.get());
        }
    }
}
