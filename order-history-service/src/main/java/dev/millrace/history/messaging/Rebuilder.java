package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.TopicReader;
import dev.millrace.chassis.messaging.TopicReaderFactory;
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
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Builds the generation that was asked for. What is read is kept together with the position after it, so that any
 * instance that reads Kafka can go on where any other one was killed.
 */
@ApplicationScoped
class Rebuilder {
    private static final Logger LOG = Logger.getLogger(Rebuilder.class);
    private static final List<String> TOPICS = List.of(CustomerEvents.TOPIC, OrderEvents.TOPIC);

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
            rebuilds.finish(generation, ranges).ifPresent(Rebuilder::tell);
        }
    }

    /**
     * The consumers write to the generation since they can see it, and any record that one of them handled earlier was
     * on Kafka by then. So what is there now is all that is left to be read.
     */
    private static List<LogRange> ranges(TopicReader log) {
        Map<TopicPartition, Long> begins = log.begins();
        return log.ends().entrySet().stream()
                .map(end -> new LogRange(
                        end.getKey().topic(), end.getKey().partition(), begins.get(end.getKey()), end.getValue()))
                .toList();
    }

    private static void tell(Generation finished) {
        if (finished.state() == State.HELD) {
            LOG.warnf("Generation %d of the view is held. %s", finished.generation(), finished.warning());
        } else {
            LOG.infof("Readers now see generation %d of the view", finished.generation());
        }
    }
}
