package dev.millrace.relay.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.events.Headers;
import dev.millrace.relay.kafka.DeadLetterRecords.Unreadable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Others can write to the dead-letter topic, too. */
class DeadLetterRecordsTest {
    private final DeadLetterRecords letters = new DeadLetterRecords("dead", new ObjectMapper());
    private final ConsumerRecord<byte[], byte[]> foreign =
            new ConsumerRecord<>("dead", 0, 0, null, "{}".getBytes(UTF_8));

    @Test
    void shouldTellThatARecordWithoutAnIdIsNoDeadLetter() {
        foreign.headers().add(DeadLetterRecords.SOURCE, "orders".getBytes(UTF_8));
        assertThatThrownBy(() -> letters.eventOf(foreign))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(Headers.ID);
    }

    @Test
    void shouldTellThatARecordWhoseIdIsNullIsNoDeadLetter() {
        foreign.headers().add(Headers.ID, null);
        assertThatThrownBy(() -> DeadLetterRecords.idOf(foreign)).isInstanceOf(Unreadable.class);
    }
}
