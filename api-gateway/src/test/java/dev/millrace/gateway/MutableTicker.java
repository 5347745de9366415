package dev.millrace.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The gateway's clock in tests: the system's, which a test may advance and stop. */
@Singleton
public class MutableTicker implements Ticker {
    private final AtomicLong ahead = new AtomicLong();
    private volatile LongSupplier clock = System::nanoTime;

    @Override
    public long read() {
        return clock.getAsLong() + ahead.get();
    }

    public void pass(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    /** From now on time passes only by {@link #pass}, however long a call takes. */
    public void stop() {
        long now = clock.getAsLong();
        clock = () -> now;
    }
}
