package dev.millrace.bench.relay;

import dev.millrace.bench.Usage;
import dev.millrace.bench.relay.Events.Range;
import dev.millrace.devstack.process.Await;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.ProcessFailed;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** One relay in one round: idle, then at each rate, then stopped and restarted on a backlog of each payload size. */
final class BenchmarkRun {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final int PROBES_PER_SECOND = 10;

    private final Workload workload;
    private final RelayUnderTest relay;
    private final RunContext context;
    private final ManagedProcess process;
    private final Source source;
    private final Events events;
    private final Observer observer;
    private final Results results;
    private int next;

    BenchmarkRun(
            Workload workload,
            RelayUnderTest relay,
            RunContext context,
            RunDirectory runDirectory,
            Observer observer,
            Events events,
            Results results) {
        this.workload = workload;
        this.relay = relay;
        this.context = context;
        this.process = new ManagedProcess(new RelayUnderTestProcess(relay, context), runDirectory);
        this.source = new Source(context);
        this.events = events;
        this.observer = observer;
        this.results = results;
    }

    void run() throws IOException, InterruptedException, SQLException {
        try {
            source.renew();
            relay.prepare(context);
            process.launch();
            relay.introduce(context);
            awaitFirstEvent();
            idle();
            for (int rate : workload.rates()) {
                publish(rate, workload.warmUp());
                atRate(rate);
            }
            note(Metric.rss("after the load"), usage().rssMiB());
            process.stop();
            for (int payload : workload.payloads()) {
                drain(payload);
            }
        } finally {
            process.kill();
            source.dropSlot();
        }
    }

    /**
     * Events committed before the relay has created its replication slot are not published, so events are sent until
     * one is seen.
     */
    private void awaitFirstEvent() throws SQLException {
        Range sent = new Range(next, 0);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        do {
            if (!process.isRunning() || System.nanoTime() > deadline) {
                throw process.failed("published nothing");
            }
            source.publish(events, next, PROBES_PER_SECOND / 2, workload.gaps(PROBES_PER_SECOND));
            next += PROBES_PER_SECOND / 2;
            sent = new Range(sent.first(), next - sent.first());
        } while (!events.anySeen(sent));
    }

    private void idle() throws IOException {
        pause(SETTLE);
        Usage before = usage();
        pause(workload.idle());
        Usage after = usage();
        note(Metric.cpu("idle"), after.percentOfACoreSince(before));
        note(Metric.rss("idle"), after.rssMiB());
        note(Metric.pss("idle"), after.pssMiB());
    }

    private void atRate(int rate) throws IOException, SQLException {
        Usage before = usage();
        Range range = publish(rate, workload.seconds());
        note(Metric.cpu("at %,d/s".formatted(rate)), usage().percentOfACoreSince(before));
        Histogram micros = events.micros(range);
        note(Metric.latency(rate, "p50"), micros.getValueAtPercentile(50) / 1e3);
        note(Metric.latency(rate, "p99"), micros.getValueAtPercentile(99) / 1e3);
    }

    private Range publish(int rate, int seconds) throws SQLException {
        Range range = range(rate * seconds);
        source.publish(events, range.first(), range.count(), workload.gaps(rate));
        awaitAll(range);
        return range;
    }

    private void drain(int payload) throws IOException, InterruptedException, SQLException {
        Range range = range(workload.backlog());
        source.fill(range.first(), range.count(), payload);
        long started = System.nanoTime();
        process.launch();
        Await.until(TIMEOUT, () -> events.anySeen(range));
        Usage atFirst = usage();
        awaitAll(range);
        Usage atLast = usage();
        long first = events.firstSeen(range);
        long last = events.lastSeen(range);
        String backlog = "%,d B".formatted(payload);
        note(Metric.throughput(backlog), (range.count() - 1) / ((last - first) / 1e9));
        note(Metric.fromStart(backlog, "first"), (first - started) / 1e9);
        note(Metric.fromStart(backlog, "last"), (last - started) / 1e9);
        double perHundredThousand = 100_000.0 / range.count();
        note(Metric.cpuSeconds(backlog), (atLast.cpuSeconds() - atFirst.cpuSeconds()) * perHundredThousand);
        note(Metric.rss("after " + backlog), atLast.rssMiB());
        note(Metric.pss("after " + backlog), atLast.pssMiB());
        process.stop();
    }

    private void awaitAll(Range range) {
        Await.until(TIMEOUT, () -> events.missing(range) == 0 || !process.isRunning());
        observer.throwIfFailed();
        pause(Duration.ofMillis(500)); // time for a duplicate to arrive
        note(Metric.MISSING, events.missing(range));
        note(Metric.DOUBLED, events.doubled(range));
        if (events.missing(range) > 0) {
            throw new ProcessFailed("%s: %d of %d events are missing; see %s"
                    .formatted(relay.name(), events.missing(range), range.count(), process.log()));
        }
    }

    private Range range(int count) {
        Range range = new Range(next, count);
        next += count;
        return range;
    }

    private void note(Metric metric, double value) {
        results.note(relay.name(), metric, value);
    }

    private Usage usage() throws IOException {
        return Usage.of(process.pid().orElseThrow(() -> process.failed("has ended")));
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
