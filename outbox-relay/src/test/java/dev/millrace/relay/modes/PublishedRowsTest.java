package dev.millrace.relay.modes;

import dev.millrace.relay.outbox.OutboxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublishedRowsTest {
    private final PublishedRows rows = new PublishedRows(Duration.ofHours(1));

    @Test
    void shouldNotKeepARowWithoutATime() {
        UUID withTime = UUID.randomUUID();
        UUID withoutTime = UUID.randomUUID();

        rows.add(List.of(event(withTime, Instant.now().toString()), event(withoutTime, null)));

        assertThat(rows.due(Instant.now(), 10)).containsExactly(withoutTime);
    }

    private static OutboxEvent event(UUID id, String time) {
        return new OutboxEvent(id.toString(), "order", "1", "Placed", "/orders", time, "{}", "{}", false, null);
    }
}
