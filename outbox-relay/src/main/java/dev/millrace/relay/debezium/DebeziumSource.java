package dev.millrace.relay.debezium;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.EventSource;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.outbox.Publishing;
import dev.millrace.relay.postgres.Database;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.CompletionCallback;
import io.debezium.engine.DebeziumEngine.ConnectorCallback;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;

/** Committed outbox rows out of PostgreSQL's log, read by an embedded Debezium engine. */
public final class DebeziumSource implements EventSource {
    private final Database database;
    private final int batchSize;
    private final ObjectMapper json;
    private final Rows rows;

    private final CountDownLatch startedOrEnded = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ReentrantLock batchInHand = new ReentrantLock();
    private volatile boolean stopping;
    private volatile DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private Throwable failure;

    public DebeziumSource(Database database, int batchSize, ObjectMapper json) {
        this.database = database;
        this.batchSize = batchSize;
        this.json = json;
        this.rows = Rows.of(database.name(), database.table());
    }

    @Override
    public void run(LogPosition from, Publishing publishing, Runnable streaming) throws Exception {
        try {
            engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                    .using(EngineSettings.of(database, from, batchSize, json))
                    .using((CompletionCallback) (success, message, error) -> failure = error)
                    .using(new ConnectorCallback() {
                        @Override
                        public void pollingStarted() {
                            startedOrEnded.countDown();
                            streaming.run();
                        }
                    })
                    .notifying(publishing(from, publishing))
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

    private ChangeConsumer<RecordChangeEvent<SourceRecord>> publishing(LogPosition from, Publishing publishing) {
        Progress progress = new Progress(from);
        return (changes, committer) -> {
            batchInHand.lockInterruptibly();
            try {
                if (!stopping) {
                    publish(changes, progress, publishing);
                    committer.markProcessed(changes.getLast());
                    committer.markBatchFinished();
                }
            } finally {
                batchInHand.unlock();
            }
        };
    }

    private void publish(List<RecordChangeEvent<SourceRecord>> changes, Progress progress, Publishing publishing) {
        List<SourceRecord> fresh = changes.stream()
                .map(RecordChangeEvent::record)
                .filter(progress::advance)
                .toList();
        if (!fresh.isEmpty()) {
            publishing.publish(new Batch(fresh.stream().flatMap(rows::events).toList(), progress.position()));
        }
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
