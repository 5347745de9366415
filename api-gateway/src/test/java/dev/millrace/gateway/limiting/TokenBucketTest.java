package dev.millrace.gateway.limiting;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokenBucketTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final TokenBucket bucket = new TokenBucket(2, 4, 0);

    @Test
    void shouldAllowABurstAndThenTheRate() {
        assertThat(allowed(10, 0)).isEqualTo(4);
        assertThat(allowed(10, SECOND)).isEqualTo(2);
        assertThat(allowed(10, 2 * SECOND)).isEqualTo(2);
    }

    @Test
    void shouldHoldNoMoreThanTheBurstWhenItWasLongUnused() {
        assertThat(allowed(10, 100 * SECOND)).isEqualTo(4);
    }

    @Test
    void shouldTellWhenToComeBack() {
        TokenBucket slow = new TokenBucket(1, 1, 0);
        assertThat(slow.take(0)).isZero();
        assertThat(slow.take(0)).isEqualTo(1);
        assertThat(slow.take(SECOND)).isZero();
    }

    private int allowed(int asked, long now) {
        int allowed = 0;
        for (int i = 0; i < asked; i++) {
            allowed += bucket.take(now) == 0 ? 1 : 0;
        }
        return allowed;
    }
}
