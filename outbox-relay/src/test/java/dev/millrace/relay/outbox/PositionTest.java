package dev.millrace.relay.outbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PositionTest {
    private final ObjectMapper json =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES); // as Quarkus sets it

    /** They named Debezium's offset as well; its place is that of {@code lsn}. */
    @Test
    void shouldGoOnFromAPositionThatAnEarlierVersionWrote() throws Exception {
        Position position = json.readValue(
                "{\"slot\":\"s\",\"lsn\":26748472,\"offset\":{\"lsn_proc\":26748400,\"lsn\":26748400},\"records\":3}",
                Position.class);
        assertThat(position).isEqualTo(new LogPosition("s", 26748472, 3, null, null));
    }
}
