package dev.millrace.relay.kafka;

import dev.millrace.relay.outbox.OutboxEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The parked events. A replay publishes each event in one Kafka transaction with the record that it is replayed. An
 * event that still cannot be published is parked again. A second, concurrent replay fences the first.
 */
public final class ParkedEvents implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ParkedEvents.class);

    private final DeadLetterRecords deadLetters;
    private final UnreplayedLetterReader letters;
    private final TransactionalSender sender;

    /** Access to the rows whose dead letter is only a reference. */
    public interface Rows {
        /** @throws Unavailable when the row cannot be read; its letter is then parked again with that reason */
        OutboxEvent read(String sourceName, UUID id) throws Unavailable;

        void remove(String sourceName, UUID id);
    }

    /** The message says why the row cannot be read. */
    public static final class Unavailable extends Exception {
        public Unavailable(String reason) {
            super(reason);
        }
    }

    /** A parked row: the reason, if its letter has one, and the values in it. A reference does not hold all values. */
    public record Parked(String sourceName, @Nullable String reason, boolean reference, OutboxEvent event) {}

    /**
     * Result of a replay.
     *
     * @param published events that are on their topics now
     * @param parked events that still cannot be published
     * @param skipped records on the dead-letter topic that no relay wrote
     */
    public record Outcome(int published, int parked, int skipped) {
        private static final Outcome NOTHING = new Outcome(0, 0, 0);
        private static final Outcome PUBLISHED = new Outcome(1, 0, 0);
        private static final Outcome PARKED = new Outcome(0, 1, 0);
        private static final Outcome SKIPPED = new Outcome(0, 0, 1);

        private Outcome plus(Outcome other) {
            return new Outcome(published + other.published, parked + other.parked, skipped + other.skipped);
        }
    }

    ParkedEvents(DeadLetterRecords deadLetters, UnreplayedLetterReader letters, TransactionalSender sender) {
        this.deadLetters = deadLetters;
        this.letters = letters;
        this.sender = sender;
    }

    /** Lists the events that are parked now and not replayed yet, oldest first. */
    public List<Parked> list(int limit) {
        List<Parked> parked = new ArrayList<>();
        letters.forEach(letter -> {
            if (parked.size() < limit) {
                describe(letter).ifPresent(parked::add);
            }
        });
        return parked;
    }

    /** Empty when no such event is parked. */
    public Optional<Parked> find(UUID id) {
        List<Parked> found = new ArrayList<>();
        letters.forEach(letter -> describe(letter)
                .filter(each -> each.event().id().equals(id.toString()))
                .ifPresent(found::add));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    private Optional<Parked> describe(ConsumerRecord<byte[], byte[]> letter) {
        try {
            return Optional.of(new Parked(
                    DeadLetterRecords.sourceOf(letter),
                    DeadLetterRecords.reasonOf(letter),
                    DeadLetterRecords.isReference(letter),
                    deadLetters.eventOf(letter)));
        } catch (DeadLetterRecords.Unreadable someoneElses) {
            return Optional.empty();
        }
    }

    /** Replays all events that are parked now and not replayed yet. */
    public Outcome replay(Rows rows) {
        sender.fence();
        Outcome[] outcome = {Outcome.NOTHING};
        letters.forEach(letter -> outcome[0] =
                outcome[0].plus(replay(letter, rows, producer -> letters.commitReplayed(letter, producer))));
        return outcome[0];
    }

    /** Replays one parked event; empty when no such event is parked. */
    public Optional<Outcome> replay(UUID id, Rows rows) {
        sender.fence();
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        letters.forEach(letter -> {
            if (describe(letter)
                    .filter(each -> each.event().id().equals(id.toString()))
                    .isPresent()) {
                found.add(letter);
            }
        });
        return found.stream()
                .map(letter -> replay(letter, rows, producer -> producer.send(deadLetters.replayed(letter))))
                .reduce(Outcome::plus);
    }

    private Outcome replay(ConsumerRecord<byte[], byte[]> letter, Rows rows, Consumer<Producer<byte[], byte[]>> done) {
        try {
            String sourceName = DeadLetterRecords.sourceOf(letter);
            UUID id = DeadLetterRecords.idOf(letter);
            return DeadLetterRecords.isReference(letter)
                    ? replayRow(letter, sourceName, id, rows, done)
                    : publish(sourceName, deadLetters.eventOf(letter), done, ids -> failAsTooLarge(letter));
        } catch (DeadLetterRecords.Unreadable e) {
            LOG.warnf(
                    "the record at offset %d of %s-%d is no letter of a relay, and skipped: %s",
                    letter.offset(), letter.topic(), letter.partition(), e.getMessage());
            sender.commit(done);
            return Outcome.SKIPPED;
        }
    }

    private Outcome replayRow(
            ConsumerRecord<byte[], byte[]> letter,
            String sourceName,
            UUID id,
            Rows rows,
            Consumer<Producer<byte[], byte[]>> done)
            throws DeadLetterRecords.Unreadable {
        try {
            Outcome outcome = publish(sourceName, rows.read(sourceName, id), done, ids -> {});
            if (outcome.published() == 1) {
                rows.remove(sourceName, id);
            }
            return outcome;
        } catch (Unavailable e) {
            OutboxEvent event = deadLetters.eventOf(letter);
            sender.commit(producer -> {
                producer.send(deadLetters.reference(sourceName, event, String.valueOf(e.getMessage())));
                done.accept(producer);
            });
            return Outcome.PARKED;
        }
    }

    private Outcome publish(
            String sourceName, OutboxEvent event, Consumer<Producer<byte[], byte[]>> done, ParkedRowStore parkedRows) {
        return sender.publish(sourceName, List.of(event), done, parkedRows) == 0 ? Outcome.PUBLISHED : Outcome.PARKED;
    }

    /** Fails instead of writing a reference, because only this letter holds the content. */
    private static void failAsTooLarge(ConsumerRecord<byte[], byte[]> letter) {
        throw new IllegalStateException(
                "the letter at offset %d of %s-%d is larger than Kafka takes by now; raise kafka.max.request.size, or max.message.bytes of the topic"
                        .formatted(letter.offset(), letter.topic(), letter.partition()));
    }

    @Override
    public void close() {
        sender.close();
        letters.close();
    }
}
