package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.TopicReader;
import dev.millrace.chassis.messaging.TopicReaderFactory;
import dev.millrace.contracts.CustomerEventTypes;
import dev.millrace.contracts.OrderEventTypes;
import dev.millrace.history.application.RebuildService;
import dev.millrace.history.application.ViewUpdateService;
import dev.millrace.history.domain.Generation;
import dev.millrace.history.domain.Generation.State;
import dev.millrace.history.domain.LogRange;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Builds the requested generation. Progress is stored in the same transaction as the records read, so if an instance is
 * killed, any other one that reads Kafka continues from there.
 */
@ApplicationScoped
class Rebuilder {
    private static final Logger LOG = Logger.getLogger(Rebuilder.class);
    private static final List<String> TOPICS = List.of(CustomerEventTypes.TOPIC, OrderEventTypes.TOPIC);

    private final RebuildService rebuilds;
    private final ViewUpdateService view;
    private final KafkaMessageReceiver receiver;
    private final TopicReaderFactory logs;

    Rebuilder(RebuildService rebuilds, ViewUpdateService view, KafkaMessageReceiver receiver, TopicReaderFactory logs) {
        this.rebuilds = rebuilds;
        this.view = view;
        this.receiver = receiver;
        this.logs = logs;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, skipExecutionIf = SkipWhenPushed.class)
    void work() {
        rebuilds.building().ifPresent(this::build);
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        rebuilds.sweep();
    }

    private void build(int generation) {
        try (TopicReader log = logs.open(TOPICS, LogReader.CHUNK)) {
            List<LogRange> ranges = ranges(log);
            rebuilds.plan(generation, ranges);
            new LogReader(generation, log, rebuilds, view, receiver).readAll();
            rebuilds.finish(generation, ranges).ifPresent(Rebuilder::report);
        }
    }

    /**
     * The offsets to read. The consumers have written to the generation since it became visible to them, and every
     * record that they handled before is in Kafka by now: reading up to the current end leaves no gap.
     */
    private static List<LogRange> ranges(TopicReader log) {
        Map<TopicPartition, Long> begins = log.begins();
        return log.ends().entrySet().stream()
                .map(end -> new LogRange(
                        end.getKey().topic(),
                        end.getKey().partition(),
                        Objects.requireNonNull(begins.get(end.getKey())),
                        end.getValue()))
                .toList();
    }

    private static void report(Generation finished) {
        if (finished.state() == State.HELD) {
            LOG.warnf("Generation %d of the view is held. %s", finished.generation(), finished.warning());
        } else {
            LOG.infof("Readers now see generation %d of the view", finished.generation());
        }
    }
}
