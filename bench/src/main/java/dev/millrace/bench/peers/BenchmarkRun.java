package dev.millrace.bench.peers;

import dev.millrace.bench.Usage;
import dev.millrace.bench.peers.Events.Range;
import dev.millrace.devstack.process.Await;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.ProcessFailed;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** One contestant in one round: idle, then at each rate, then stopped and started again on a backlog of each size. */
final class BenchmarkRun {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final int FIRST_SIGNS_A_SECOND = 10;

    private final Workload plan;
    private final RelayUnderTest contestant;
    private final RunContext assignment;
    private final ManagedProcess process;
    private final Source source;
    private final Events events;
    private final Observer observer;
    private final Results results;
    private int next;

    BenchmarkRun(
            Workload plan,
            RelayUnderTest contestant,
            RunContext assignment,
            RunDirectory layout,
            Observer observer,
            Events events,
            Results results) {
        this.plan = plan;
        this.contestant = contestant;
        this.assignment = assignment;
        this.process = new ManagedProcess(new RelayUnderTestProcess(contestant, assignment), layout);
        this.source = new Source(assignment);
        this.events = events;
        this.observer = observer;
        this.results = results;
    }

    void run() throws IOException, InterruptedException, SQLException {
        try {
            source.renew();
            contestant.prepare(assignment);
            process.launch();
            contestant.introduce(assignment);
            awaitFirstSign();
            idle();
            for (int rate : plan.rates()) {
                publish(rate, plan.warmUp());
                atRate(rate);
            }
            note(Metric.rss("after the load"), usage().rssMiB());
            process.stop();
            for (int payload : plan.payloads()) {
                drain(payload);
            }
        } finally {
            process.kill();
            source.dropSlot();
        }
    }

    /** What is committed before it has a slot nobody is to see, so these events are sent until one comes through. */
    private void awaitFirstSign() throws SQLException {
        Range sent = new Range(next, 0);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        do {
            if (!process.isRunning() || System.nanoTime() > deadline) {
                throw process.failed("published nothing");
            }
            source.publish(events, next, FIRST_SIGNS_A_SECOND / 2, plan.gaps(FIRST_SIGNS_A_SECOND));
            next += FIRST_SIGNS_A_SECOND / 2;
            sent = new Range(sent.first(), next - sent.first());
        } while (!events.anySeen(sent));
    }

    private void idle() throws IOException {
        pause(SETTLE);
        Usage before = usage();
        pause(plan.idle());
        Usage after = usage();
        note(Metric.cpu("idle"), after.percentOfACoreSince(before));
        note(Metric.rss("idle"), after.rssMiB());
        note(Metric.pss("idle"), after.pssMiB());
    }

    private void atRate(int rate) throws IOException, SQLException {
        Usage before = usage();
        Range range = publish(rate, plan.seconds());
        note(Metric.cpu("at %,d/s".formatted(rate)), usage().percentOfACoreSince(before));
        Histogram micros = events.micros(range);
        note(Metric.latency(rate, "p50"), micros.getValueAtPercentile(50) / 1e3);
        note(Metric.latency(rate, "p99"), micros.getValueAtPercentile(99) / 1e3);
    }

    private Range publish(int rate, int seconds) throws SQLException {
        Range range = range(rate * seconds);
        source.publish(events, range.first(), range.count(), plan.gaps(rate));
        awaitAll(range);
        return range;
    }

    private void drain(int payload) throws IOException, InterruptedException, SQLException {
        Range range = range(plan.backlog());
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
        pause(Duration.ofMillis(500)); // a double would follow
        note(Metric.MISSING, events.missing(range));
        note(Metric.DOUBLED, events.doubled(range));
        if (events.missing(range) > 0) {
            throw new ProcessFailed("%s: %d of %d events are missing; see %s"
                    .formatted(contestant.name(), events.missing(range), range.count(), process.log()));
        }
    }

    private Range range(int count) {
        Range range = new Range(next, count);
        next += count;
        return range;
    }

    private void note(Metric metric, double value) {
        results.note(contestant.name(), metric, value);
    }

    private Usage usage() throws IOException {
        return Usage.of(process.pid().orElseThrow(() -> process.failed("has ended")));
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
