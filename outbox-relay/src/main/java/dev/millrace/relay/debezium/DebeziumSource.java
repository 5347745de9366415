package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.outbox.BatchSink;
import dev.millrace.relay.outbox.EventSource;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.outbox.OutboxEvent;
import dev.millrace.relay.postgres.SourceDatabase;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.CompletionCallback;
import io.debezium.engine.DebeziumEngine.ConnectorCallback;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.relational.TableId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;

/** Committed outbox rows out of PostgreSQL's log, read by an embedded Debezium engine. */
public final class DebeziumSource implements EventSource {
    private final SourceDatabase database;
    private final BatchLimit batch;
    private final String quotedTable;

    private final CountDownLatch startedOrEnded = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ReentrantLock batchInHand = new ReentrantLock();
    private volatile boolean stopping;
    private volatile DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private Throwable failure;

    public DebeziumSource(SourceDatabase database, BatchLimit batch) {
        this.database = database;
        this.batch = batch;
        this.quotedTable = TableId.parse(database.table(), false).toDoubleQuotedString();
    }

    @Override
    public void run(LogPosition from, BatchSink publishing, Runnable streaming) throws Exception {
        try {
            engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                    .using(EngineSettings.of(database, from, batch))
                    .using((CompletionCallback) (success, message, error) -> failure = error)
                    .using(new ConnectorCallback() {
                        @Override
                        public void pollingStarted() {
                            startedOrEnded.countDown();
                            streaming.run();
                        }
                    })
                    .notifying(publishing(publishing))
                    .build();
            if (!stopping) {
                engine.run();
            }
        } catch (IllegalStateException failedWhileStopping) {
            if (!stopping) {
                throw failedWhileStopping;
            }
        } finally {
            startedOrEnded.countDown();
            ended.countDown();
        }
        if (failure != null && !stopping) {
            throw new EngineFailure(failure);
        }
    }

    private ChangeConsumer<RecordChangeEvent<SourceRecord>> publishing(BatchSink publishing) {
        return (changes, committer) -> {
            batchInHand.lockInterruptibly();
            try {
                if (!stopping) {
                    publish(changes, publishing);
                    committer.markProcessed(changes.getLast());
                    committer.markBatchFinished();
                }
            } finally {
                batchInHand.unlock();
            }
        };
    }

    private void publish(List<RecordChangeEvent<SourceRecord>> changes, BatchSink publishing) {
        List<OutboxRow> rows = changes.stream()
                .flatMap(change -> ((RowBatchRecord) change.record()).rows().stream())
                .toList();
        List<OutboxEvent> events = rows.stream()
                .filter(row -> row.isOf(quotedTable))
                .map(OutboxRow::event)
                .toList();
        OutboxRow last = rows.getLast();
        publishing.publish(new Batch(events, new LogPosition(database.slot(), last.lsn(), last.records(), null)));
    }

    @Override
    public void stop() {
        try {
            stopping = true;
            if (engine == null) {
                return;
            }
            startedOrEnded.await(); // the engine cannot be stopped while it starts
            batchInHand.lock();
            try {
                if (ended.getCount() > 0) {
                    engine.close();
                }
            } finally {
                batchInHand.unlock();
            }
            ended.await();
        } catch (IllegalStateException alreadyEnding) {
            // it failed at the same time; run() says why
        } catch (IOException e) {
            throw new UncheckedIOException("the engine of source " + database.name() + " did not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
