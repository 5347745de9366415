package dev.millrace.history.messaging;

import dev.millrace.chassis.messaging.KafkaMessageReceiver;
import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.messaging.PoisonMessage;
import dev.millrace.chassis.messaging.TopicReader;
import dev.millrace.chassis.messaging.TopicReader.Chunk;
import dev.millrace.chassis.messaging.TransientDatabaseFailure;
import dev.millrace.contracts.OrderEventTypes;
import dev.millrace.history.application.RebuildService;
import dev.millrace.history.application.ViewUpdateService;
import dev.millrace.history.domain.PartitionProgress;
import dev.millrace.history.domain.ProjectionEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads the log into a generation, in chunks of one transaction each. Records that cannot be parsed or written are
 * skipped: they went to the dead letters when they were consumed. The database does not report which record of a chunk
 * it refused, so the chunk is halved until a single record is left.
 */
final class LogReader {
    private static final Logger LOG = Logger.getLogger(LogReader.class);
    static final int CHUNK = 500;

    private record Record(TopicPartition partition, long offset) {}

    private final int generation;
    private final TopicReader log;
    private final RebuildService rebuilds;
    private final ViewUpdateService view;
    private final KafkaMessageReceiver receiver;
    private final Set<Record> refused = new HashSet<>();
    private int size = CHUNK;
    private List<ConsumerRecord<String, byte[]>> tried = List.of();

    LogReader(
            int generation,
            TopicReader log,
            RebuildService rebuilds,
            ViewUpdateService view,
            KafkaMessageReceiver receiver) {
        this.generation = generation;
        this.log = log;
        this.rebuilds = rebuilds;
        this.view = view;
        this.receiver = receiver;
    }

    /** Returns when no partition is left, other instances have claimed the rest, or no more records arrive. */
    void readAll() {
        boolean more = true;
        while (more) {
            try {
                tried = List.of();
                more = QuarkusTransaction.requiringNew().call(this::readSome);
                size = Math.min(CHUNK, size * 2);
            } catch (RuntimeException e) {
                if (tried.isEmpty() || TransientDatabaseFailure.isCauseOf(e)) {
                    throw e;
                }
                narrow(e);
            }
        }
    }

    private void narrow(RuntimeException e) {
        if (tried.size() == 1) {
            ConsumerRecord<String, byte[]> record = tried.getFirst();
            skipped(record, TransientDatabaseFailure.rootOf(e));
            refused.add(new Record(partition(record), record.offset()));
        }
        size = Math.max(1, tried.size() / 2);
    }

    private boolean readSome() {
        Optional<PartitionProgress> claimed = rebuilds.claim(generation);
        return claimed.isPresent() && read(claimed.get());
    }

    private boolean read(PartitionProgress progress) {
        Chunk chunk = log.read(new TopicPartition(progress.topic(), progress.partition()), progress.position());
        List<ConsumerRecord<String, byte[]>> unread = chunk.records().stream()
                .filter(record -> record.offset() < progress.target())
                .toList();
        tried = unread.subList(0, Math.min(size, unread.size()));
        long next = tried.size() < unread.size() ? tried.getLast().offset() + 1 : chunk.next();
        List<ProjectionEvent> events = new ArrayList<>();
        MessageHandlers handlers = handlers(progress.topic(), events::add);
        long skipped =
                tried.stream().filter(record -> !isReadable(handlers, record)).count();
        view.apply(events, generation);
        rebuilds.advance(generation, progress, next, skipped);
        return next > progress.position();
    }

    private static MessageHandlers handlers(String topic, Consumer<ProjectionEvent> events) {
        return topic.equals(OrderEventTypes.TOPIC) ? OrderEvents.to(events) : CustomerEvents.to(events);
    }

    private boolean isReadable(MessageHandlers handlers, ConsumerRecord<String, byte[]> record) {
        if (refused.contains(new Record(partition(record), record.offset()))) {
            return false;
        }
        try {
            receiver.replay(handlers, record);
            return true;
        } catch (PoisonMessage e) {
            skipped(record, e);
            return false;
        }
    }

    private static void skipped(ConsumerRecord<String, byte[]> record, Throwable reason) {
        LOG.warnf("Left out of the view: %s, %d: %s", partition(record), record.offset(), reason.getMessage());
    }

    private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
