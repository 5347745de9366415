package dev.millrace.chassis.deadletters;

import dev.millrace.chassis.deadletters.Decisions.Decision;
import dev.millrace.chassis.deadletters.Decisions.LetterKey;
import dev.millrace.chassis.deadletters.Decisions.State;
import dev.millrace.chassis.deadletters.Letter.Origin;
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
class DeadLetters {
    private final LetterReader reader;
    private final Decisions decisions;
    private final NewerMessages newer;
    private final Dispatcher dispatcher;

    DeadLetters(LetterReader reader, Decisions decisions, NewerMessages newer, Dispatcher dispatcher) {
        this.reader = reader;
        this.decisions = decisions;
        this.newer = newer;
        this.dispatcher = dispatcher;
    }

    /** The parked messages, oldest first. */
    List<Parked> list() throws SQLException {
        Map<LetterKey, Decision> decided = decisions.all();
        Map<String, List<Letter>> messages = new LinkedHashMap<>();
        for (Letter letter : reader.all()) {
            Decision decision = decided.get(LetterKey.of(letter));
            if (decision == null || !decision.isFinal()) {
                messages.computeIfAbsent(letter.message(), id -> new ArrayList<>())
                        .add(letter);
            }
        }
        return messages.values().stream()
                .map(letters -> new Parked(letters, decided.get(LetterKey.of(letters.getLast()))))
                .toList();
    }

    /** @throws NoSuchLetter when it is not parked */
    Parked find(String id) throws SQLException {
        return list().stream()
                .filter(parked -> parked.latest().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchLetter(id));
    }

    /**
     * Handles the message again. Returns when it has taken effect.
     *
     * @throws NoSuchLetter when it is not parked
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

    /** @throws NoSuchLetter when it is not parked */
    void discard(String id) throws SQLException {
        decisions.decide(find(id).letters(), State.DISCARDED);
    }

    private void takeEffect(Letter letter) throws Exception {
        CloudEvent event = reader.original(letter)
                .map(CloudEventReader::read)
                .orElseThrow(() -> ReplayFailed.refused(letter.id(), "it is gone from where it came"));
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
