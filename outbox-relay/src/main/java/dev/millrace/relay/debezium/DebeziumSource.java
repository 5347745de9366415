package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.BatchSink;
import dev.millrace.relay.outbox.EventSource;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.outbox.PositionLost;
import dev.millrace.relay.postgres.SourceDatabase;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.CompletionCallback;
import io.debezium.engine.DebeziumEngine.ConnectorCallback;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/** Reads committed outbox rows from PostgreSQL's log with an embedded Debezium engine. */
public final class DebeziumSource implements EventSource {
    /** A closed engine usually ends within milliseconds. After this time it is interrupted, see {@link EngineRun}. */
    private static final int CLOSE_TIMEOUT_SECONDS = 1;

    private final SourceDatabase database;
    private final BatchLimit batch;
    private final Duration batchInterval;

    private final CountDownLatch startedOrEnded = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ReentrantLock batchLock = new ReentrantLock();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final EngineRun engineRun = new EngineRun();
    private volatile boolean stopping;
    private volatile @Nullable DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private @Nullable Throwable failure;
    private volatile @Nullable PositionLost lost;

    /** @param batchInterval see {@link BatchPace} */
    public DebeziumSource(SourceDatabase database, BatchLimit batch, Duration batchInterval) {
        this.database = database;
        this.batch = batch;
        this.batchInterval = batchInterval;
    }

    @Override
    public void run(LogPosition from, BatchSink sink, Runnable streaming) throws Exception {
        try {
            RowParser parser = RowParser.of(database);
            engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                    .using(EngineSettings.of(database.atChosenServer(), from, batch, batchInterval))
                    .using((CompletionCallback) (success, message, error) -> failure = error)
                    .using(new ConnectorCallback() {
                        @Override
                        public void pollingStarted() {
                            startedOrEnded.countDown();
                            if (from.row() == null) {
                                streaming.run();
                            }
                        }
                    })
                    .notifying(consumer(from, parser, sink, streaming))
                    .build();
            if (!stopping) {
                engineRun.run(engine);
            }
        } catch (IllegalStateException failedWhileStopping) {
            if (!stopping) {
                throw failedWhileStopping;
            }
        } finally {
            startedOrEnded.countDown();
            ended.countDown();
        }
        if (lost != null) {
            throw lost;
        }
        if (failure != null && !stopping) {
            throw new EngineFailure(failure);
        }
    }

    private ChangeConsumer<RecordChangeEvent<SourceRecord>> consumer(
            LogPosition from, RowParser parser, BatchSink sink, Runnable streaming) {
        AtomicBoolean proven = new AtomicBoolean(from.row() == null);
        return (changes, committer) -> {
            if (stopping) {
                return; // closing the engine waits for this thread
            }
            batchLock.lockInterruptibly();
            try {
                List<OutboxRow> rows = rows(changes);
                if (!stopping && !proven.get()) {
                    verifyHistory(from, parser.identity(rows.getFirst()));
                    rows = rows.subList(1, rows.size());
                }
                if (!stopping) {
                    if (proven.compareAndSet(false, true)) {
                        streaming.run();
                    }
                    publish(rows, parser, sink);
                    committer.markProcessed(changes.getLast());
                    committer.markBatchFinished();
                }
            } finally {
                batchLock.unlock();
            }
        };
    }

    private static List<OutboxRow> rows(List<RecordChangeEvent<SourceRecord>> changes) {
        return changes.stream()
                .flatMap(change -> ((RowBatchRecord) change.record()).rows().stream())
                .toList();
    }

    /** The first row must be the last published one. Otherwise the log has another history, and reading ends. */
    private void verifyHistory(LogPosition from, String found) {
        if (!found.equals(from.row())) {
            lost = new PositionLost(
                    "the log of database %s is not the one that was published: at %s, where the last published row was (%s), it has another one (%s), so the database was restored, replaced or failed over to an earlier state"
                            .formatted(
                                    database.database(),
                                    LogSequenceNumber.valueOf(from.lsn()).asString(),
                                    from.row(),
                                    found));
            stopping = true; // takes effect at once; the engine can be closed only after this batch
            Thread.ofVirtual().start(this::stop);
        }
    }

    private void publish(List<OutboxRow> rows, RowParser parser, BatchSink sink) {
        if (rows.isEmpty()) {
            return;
        }
        List<OutboxEvent> events =
                rows.stream().filter(parser::isEvent).map(parser::event).toList();
        OutboxRow last = rows.getLast();
        sink.publish(new Batch(
                events,
                new LogPosition(database.slot(), last.lsn(), last.records(), parser.identity(last), null, null)));
    }

    @Override
    public void stop() {
        try {
            stopping = true;
            if (engine == null) {
                return;
            }
            startedOrEnded.await(); // the engine cannot be stopped while it starts
            batchLock.lock();
            try {
                if (ended.getCount() > 0 && closing.compareAndSet(false, true)) {
                    engine.close();
                }
            } finally {
                batchLock.unlock();
            }
            if (!ended.await(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                engineRun.interrupt();
                ended.await();
            }
        } catch (IllegalStateException alreadyEnding) {
            // the engine failed at the same time; run() reports the cause
        } catch (IOException e) {
            throw new UncheckedIOException("the engine of source " + database.name() + " did not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
