package dev.millrace.gateway.operations;

import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailureTextTest {
    @Test
    void shouldBeTheMessage() {
        assertThat(FailureText.of(new IllegalStateException("closed"))).isEqualTo("closed");
    }

    @Test
    void shouldNameTheExceptionWhenItHasNoMessage() {
        assertThat(FailureText.of(new TimeoutException())).contains("TimeoutException");
    }
}
