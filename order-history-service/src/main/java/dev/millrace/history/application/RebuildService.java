package dev.millrace.history.application;

import dev.millrace.chassis.messaging.MessagingConfig;
import dev.millrace.history.domain.Generation;
import dev.millrace.history.domain.LogRange;
import dev.millrace.history.domain.Loss;
import dev.millrace.history.domain.PartitionProgress;
import dev.millrace.history.persistence.GenerationRepository;
import dev.millrace.history.persistence.RebuildProgress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The life of a rebuild; every instance that reads Kafka takes part in it. */
@ApplicationScoped
@Transactional
public class RebuildService {
    private final GenerationRepository generations;
    private final RebuildProgress progress;
    private final MessagingConfig messaging;

    RebuildService(GenerationRepository generations, RebuildProgress progress, MessagingConfig messaging) {
        this.generations = generations;
        this.progress = progress;
        this.messaging = messaging;
    }

    /**
     * Asks for a new view. While one is being built or held this is that one.
     *
     * @throws NoLogToRebuildFrom when events are pushed to this instance: it could promise a view that nobody builds
     */
    public Generation request() {
        if (!messaging.kafkaEnabled()) {
            throw new NoLogToRebuildFrom();
        }
        generations.begin();
        return generations.latest();
    }

    /**
     * Shows the generation that is held to readers.
     *
     * @throws NothingHeld when there is none
     */
    public Generation acceptLoss() {
        generations.swapTo(generations.lockHeld().orElseThrow(() -> new NothingHeld("accept")));
        return generations.latest();
    }

    /**
     * Gives up the generation that is being built or held; readers keep the live one.
     *
     * @throws NothingHeld when there is none
     */
    public Generation discard() {
        if (!generations.discard()) {
            throw new NothingHeld("discard");
        }
        return generations.latest();
    }

    public Generation latest() {
        return generations.latest();
    }

    public Optional<Integer> building() {
        return generations.building();
    }

    /** Notes what is to be read, and warns when the log does not begin where it must. */
    public void plan(int generation, List<LogRange> log) {
        log.forEach(range -> progress.plan(generation, range));
        generations.warn(generation, gaps(log).orElse(null));
    }

    public Optional<PartitionProgress> claim(int generation) {
        return progress.claim(generation);
    }

    public void advance(int generation, PartitionProgress share, long position, long skipped) {
        progress.advance(generation, share, position, skipped);
    }

    /**
     * Shows the generation to readers once it has everything; holds it when they would lose something.
     *
     * @return what has become of it; empty while it is being built
     */
    public Optional<Generation> finish(int generation, List<LogRange> log) {
        if (!generations.lockBuilding(generation) || !progress.isComplete(generation)) {
            return Optional.empty();
        }
        Loss loss = generations.lossOf(generation);
        if (loss.isNone()) {
            generations.swapTo(generation);
        } else {
            generations.hold(generation);
            generations.warn(generation, gaps(log).map(gaps -> gaps + " ").orElse("") + warningOf(loss));
        }
        return Optional.of(generations.latest());
    }

    public void sweep() {
        generations.sweep();
    }

    private static Optional<String> gaps(List<LogRange> log) {
        List<String> gaps = log.stream()
                .filter(range -> range.begin() > 0)
                .map(range -> "%s-%d begins at %d".formatted(range.topic(), range.partition(), range.begin()))
                .toList();
        return gaps.isEmpty()
                ? Optional.empty()
                : Optional.of("The log does not begin at 0: " + String.join(", ", gaps) + ".");
    }

    private static String warningOf(Loss loss) {
        return "Readers would lose %d orders, %d steps of timelines and %d customers' names. Accept that with POST"
                        .formatted(loss.orders(), loss.steps(), loss.customers())
                + " /admin/rebuild/accept-loss, or DELETE /admin/rebuild and restore the log's records first.";
    }
}
