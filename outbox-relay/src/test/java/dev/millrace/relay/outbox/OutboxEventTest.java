package dev.millrace.relay.outbox;

import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxEventTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-21T20:30:00Z, 2026-11-21T20:30:00Z",
        "2026-11-21T21:30:05.120+01:00, 2026-11-21T20:30:05.12Z",
        "2026-11-21T20:30:05.000001Z, 2026-11-21T20:30:05.000001Z",
    })
    void shouldTellTheTimeInUtcWithItsSeconds(OffsetDateTime time, String text) {
        assertThat(OutboxEvent.timeOf(time)).isEqualTo(text);
    }
}
