package dev.millrace.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Latency from {@code POST /api/orders} until {@code GET} returns APPROVED, measured from the scheduled time of the
 * POST.
 */
@Command(name = "order-latency", description = "POST to APPROVED over REST, open loop", mixinStandardHelpOptions = true)
final class OrderLatencyBenchmark extends OpenLoop {
    /** A poll takes some 3 ms of the processors; more frequent ones would slow down what they wait for. */
    private static final long FIRST_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** The polling interval is a tenth of the time waited so far, so that polling does not become the load. */
    private static final int POLLS_PER_WAIT = 10;

    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(30);

    @Option(names = "--rate", defaultValue = "20", description = "orders a second; default: ${DEFAULT-VALUE}")
    private int rate;

    @Override
    public Integer call() throws Exception {
        return measure("POST -> APPROVED", rate, (shop, customer, due, micros) -> {
            awaitApproved(shop, shop.order(customer), due);
            micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
        });
    }

    private static void awaitApproved(Shop shop, String order, long due) throws IOException, InterruptedException {
        while (!shop.isApproved(order)) {
            if (System.nanoTime() - due > GIVE_UP_NANOS) {
                throw new IOException("order " + order + " is still undecided");
            }
            LockSupport.parkNanos(Math.max(FIRST_POLL_NANOS, (System.nanoTime() - due) / POLLS_PER_WAIT));
        }
    }
}
