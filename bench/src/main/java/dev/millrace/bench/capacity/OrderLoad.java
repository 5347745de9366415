package dev.millrace.bench.capacity;

import dev.millrace.bench.OpenLoop;
import dev.millrace.bench.Shop;
import dev.millrace.bench.capacity.RateResult.Percentiles;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Orders of customers in turn, placed at a fixed rate, and what they cost the system. */
abstract class OrderLoad extends OpenLoop {
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(2);

    /** Returns when all orders are decided. */
    final RateResult measure(
            MeasuredSystem system, OrderTable orders, Shop shop, List<String> customers, int rate, int duration)
            throws IOException, SQLException {
        ProcessorTime before = ProcessorTime.of(system.parts());
        long transactions = orders.transactions();
        Instant began = Instant.now();
        Histogram post = micros();
        run(rate, duration, (number, due) -> {
            shop.order(customers.get(number % customers.size()));
            post.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
        });
        long decided = orders.decided(began, began.plusSeconds(duration));
        if (!orders.awaitDecisions(began, DRAIN_LIMIT)) {
            throw new IOException("Orders are still undecided " + DRAIN_LIMIT + " after the last was placed");
        }
        long placed = post.getTotalCount();
        return new RateResult(
                rate,
                (double) decided / duration,
                placed - decided,
                failed(),
                new Percentiles(post.getValueAtPercentile(50) / 1e3, post.getValueAtPercentile(99) / 1e3),
                orders.decisionTimes(began),
                (double) (orders.transactions() - transactions) / placed,
                ProcessorTime.of(system.parts()).millisEachSince(before, placed));
    }
}
