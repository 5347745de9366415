package dev.millrace.history.application;

import dev.millrace.chassis.messaging.MessagingConfig;
import dev.millrace.history.domain.Generation;
import dev.millrace.history.domain.Share;
import dev.millrace.history.persistence.Generations;
import dev.millrace.history.persistence.RebuildProgress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The life of a rebuild; every instance that reads Kafka takes part in it. */
@ApplicationScoped
@Transactional
public class Rebuilds {
    private final Generations generations;
    private final RebuildProgress progress;
    private final MessagingConfig messaging;

    Rebuilds(Generations generations, RebuildProgress progress, MessagingConfig messaging) {
        this.generations = generations;
        this.progress = progress;
        this.messaging = messaging;
    }

    /**
     * Asks for a new view. While one is being built this is that one.
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

    public Generation latest() {
        return generations.latest();
    }

    public Optional<Integer> building() {
        return generations.building();
    }

    public void plan(int generation, String topic, int partition, long target) {
        progress.plan(generation, topic, partition, target);
    }

    public Optional<Share> claim(int generation) {
        return progress.claim(generation);
    }

    public void advance(int generation, Share share, long position, long skipped) {
        progress.advance(generation, share, position, skipped);
    }

    /** Shows the generation to readers once it has everything. */
    public boolean finish(int generation) {
        boolean ready = generations.lockBuilding(generation) && progress.isComplete(generation);
        if (ready) {
            generations.swapTo(generation);
        }
        return ready;
    }

    public void sweep() {
        generations.sweep();
    }
}
