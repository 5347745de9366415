package dev.millrace.relay.outbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PositionTest {
    private final ObjectMapper json =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES); // as Quarkus sets it

    /** Earlier versions also stored Debezium's offset; {@code lsn} replaces it. */
    @Test
    void shouldGoOnFromAPositionThatAnEarlierVersionWrote() throws Exception {
        Position position = json.readValue(
                "{\"slot\":\"s\",\"lsn\":26748472,\"offset\":{\"lsn_proc\":26748400,\"lsn\":26748400},\"records\":3}",
                Position.class);
        assertThat(position).isEqualTo(new LogPosition("s", 26748472, 3, null, null, null));
    }

    /** Earlier versions named rows by {@code seq}, which a restored database assigns to other rows. */
    @Test
    void shouldNotTrustTheNumbersOfAPolledPositionThatAnEarlierVersionWrote() throws Exception {
        PolledPosition position = (PolledPosition) json.readValue("{\"published\":[1,2]}", Position.class);
        assertThat(position.isOfEarlierVersion()).isTrue();
    }

    @Test
    void shouldReadWhatItWrites() throws Exception {
        for (Position position : List.of(
                new LogPosition("s", 7, 3, "row", null, null),
                new LogPosition("s", 7, 3, "row", null, null).asLost("why"),
                LogPosition.ofNewSlot("s", 7, "1:2:").withBacklogUpTo(5),
                LogPosition.beforeSlot("s"),
                new PolledPosition(List.of(UUID.randomUUID()), "2026-11-28T10:00:00.000001Z", null),
                PolledPosition.CLOSED)) {
            assertThat(json.readValue(json.writeValueAsBytes(position), Position.class))
                    .isEqualTo(position);
        }
    }
}
