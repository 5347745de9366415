package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.messaging.PoisonMessage;
import dev.millrace.chassis.messaging.TopicLog;
import dev.millrace.chassis.messaging.TopicLog.Chunk;
import dev.millrace.chassis.messaging.TopicLogs;
import dev.millrace.history.application.Rebuilds;
import dev.millrace.history.application.ViewUpdates;
import dev.millrace.history.domain.Share;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads the log from its start into the generation that is being built. Each chunk is one transaction together with the
 * position after it, so that any instance that reads Kafka can go on where any other one was killed.
 */
@ApplicationScoped
class Rebuilder {
    private static final Logger LOG = Logger.getLogger(Rebuilder.class);
    private static final List<String> TOPICS = List.of(CustomerEvents.TOPIC, OrderEvents.TOPIC);
    private static final int CHUNK = 500;

    private final Rebuilds rebuilds;
    private final ViewUpdates view;
    private final KafkaMessageReceiver inbound;
    private final TopicLogs logs;

    Rebuilder(Rebuilds rebuilds, ViewUpdates view, KafkaMessageReceiver inbound, TopicLogs logs) {
        this.rebuilds = rebuilds;
        this.view = view;
        this.inbound = inbound;
        this.logs = logs;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, skipExecutionIf = NoLog.class)
    void work() {
        rebuilds.building().ifPresent(this::build);
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        rebuilds.sweep();
    }

    private void build(int generation) {
        try (TopicLog log = logs.open(TOPICS, CHUNK)) {
            plan(generation, log);
            while (QuarkusTransaction.requiringNew().call(() -> readSome(generation, log))) {
                // the next chunk
            }
        }
        if (rebuilds.finish(generation)) {
            LOG.infof("Readers now see generation %d of the view", generation);
        }
    }

    /**
     * The consumers write to the generation since they can see it, and any record that one of them handled earlier was
     * on Kafka by then. So what is there now is all that is left to be read.
     */
    private void plan(int generation, TopicLog log) {
        Map<TopicPartition, Long> ends = log.ends();
        QuarkusTransaction.requiringNew()
                .run(() -> ends.forEach(
                        (partition, end) -> rebuilds.plan(generation, partition.topic(), partition.partition(), end)));
    }

    /** False when no partition is left, or others are at work on what is left. */
    private boolean readSome(int generation, TopicLog log) {
        Optional<Share> claimed = rebuilds.claim(generation);
        claimed.ifPresent(share -> {
            Chunk chunk = log.read(new TopicPartition(share.topic(), share.partition()), share.position());
            MessageHandlers handlers = handlers(share.topic(), generation);
            long skipped = chunk.records().stream()
                    .filter(record -> record.offset() < share.target())
                    .filter(record -> !apply(handlers, record))
                    .count();
            rebuilds.advance(generation, share, chunk.next(), skipped);
        });
        return claimed.isPresent();
    }

    private MessageHandlers handlers(String topic, int generation) {
        return topic.equals(OrderEvents.TOPIC)
                ? OrderEvents.to(fact -> view.apply(fact, generation))
                : CustomerEvents.to(fact -> view.apply(fact, generation));
    }

    /** False for a record that nobody can understand; it went to the dead letters when it came. */
    private boolean apply(MessageHandlers handlers, ConsumerRecord<String, byte[]> record) {
        try {
            inbound.replay(handlers, record);
            return true;
        } catch (PoisonMessage skipped) {
            LOG.warnf(
                    "Left out of the view: %s at %s-%d@%d",
                    skipped.getMessage(), record.topic(), record.partition(), record.offset());
            return false;
        }
    }
}
