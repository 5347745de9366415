package dev.millrace.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The gateway's clock in tests: the system's, which a test may advance. */
@Singleton
public class MutableTicker implements Ticker {
    private final AtomicLong ahead = new AtomicLong();

    @Override
    public long read() {
        return System.nanoTime() + ahead.get();
    }

    public void pass(Duration time) {
        ahead.addAndGet(time.toNanos());
    }
}
