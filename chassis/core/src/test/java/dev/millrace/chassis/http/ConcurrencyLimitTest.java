package dev.millrace.chassis.http;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrencyLimitTest {
    private final ConcurrencyLimit limit = new ConcurrencyLimit(20, 64);

    @Test
    void shouldGrowFromTheMinimumToTheMaximumWhileRequestsAreQuick() {
        assertThat(limit.current()).isEqualTo(20);
        for (int i = 0; i < 100; i++) {
            limit.quick(limit.current());
        }
        assertThat(limit.current()).isEqualTo(64);
    }

    @Test
    void shouldNotGrowWhileLessThanHalfOfItIsInUse() {
        limit.quick(9);
        assertThat(limit.current()).isEqualTo(20);
    }

    @Test
    void shouldShrinkToTheMinimumWhileRequestsAreSlow() {
        for (int i = 0; i < 10; i++) {
            limit.quick(limit.current());
        }
        limit.slow();
        assertThat(limit.current()).isEqualTo(27);
        for (int i = 0; i < 100; i++) {
            limit.slow();
        }
        assertThat(limit.current()).isEqualTo(20);
    }

    @Test
    void shouldBeFixedWhereTheMaximumIsBelowTheMinimum() {
        ConcurrencyLimit fixed = new ConcurrencyLimit(200, 4);
        fixed.quick(4);
        fixed.slow();
        assertThat(fixed.current()).isEqualTo(4);
    }
}
