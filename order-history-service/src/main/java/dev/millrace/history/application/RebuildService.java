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

/** The life cycle of a rebuild. Every instance that reads Kafka takes part in it. */
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
     * Begins a new generation, unless one is being built or held; returns the current one then.
     *
     * @throws RebuildUnavailable if events are pushed to this instance: possibly no instance reads Kafka and would
     *     build it
     */
    public Generation request() {
        if (!messaging.kafkaEnabled()) {
            throw new RebuildUnavailable();
        }
        generations.begin();
        return generations.latest();
    }

    /**
     * Makes the held generation live.
     *
     * @throws NoPendingGeneration if there is none
     */
    public Generation acceptLoss() {
        generations.swapTo(generations.lockHeld().orElseThrow(() -> new NoPendingGeneration("accept")));
        return generations.latest();
    }

    /**
     * Discards the generation that is being built or held; the live one stays.
     *
     * @throws NoPendingGeneration if there is none
     */
    public Generation discard() {
        if (!generations.discard()) {
            throw new NoPendingGeneration("discard");
        }
        return generations.latest();
    }

    public Generation latest() {
        return generations.latest();
    }

    public Optional<Integer> building() {
        return generations.building();
    }

    /** Stores the offsets to read up to. Sets a warning if a partition does not begin at offset 0. */
    public void plan(int generation, List<LogRange> log) {
        log.forEach(range -> progress.plan(generation, range));
        generations.warn(generation, gaps(log).orElse(null));
    }

    public Optional<PartitionProgress> claim(int generation) {
        return progress.claim(generation);
    }

    public void advance(int generation, PartitionProgress partition, long position, long skipped) {
        progress.advance(generation, partition, position, skipped);
    }

    /**
     * Makes the generation live once it is complete; holds it if readers would lose data.
     *
     * @return the generation; empty while it is being built
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
