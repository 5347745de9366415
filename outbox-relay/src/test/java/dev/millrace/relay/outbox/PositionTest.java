package dev.millrace.relay.outbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class PositionTest {
    private final ObjectMapper json =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES); // as Quarkus sets it

    static Stream<Arguments> written() {
        UUID id = UUID.fromString("01a1fd2f-0000-7000-8000-000000000001");
        return Stream.of(
                // also stored Debezium's offset, which lsn replaces
                Arguments.of("log-with-offset.json", new LogPosition("s", 26748472, 3, null, null, null)),
                Arguments.of(
                        "log-with-backlog.json",
                        new LogPosition("s", 7, 0, null, new LogPosition.Backlog("1:2:", 5, null), null)),
                Arguments.of("log.json", new LogPosition("s", 26748472, 1, id.toString(), null, null)),
                Arguments.of("log-lost.json", new LogPosition("s", 7, 3, "row", null, "why")),
                Arguments.of("log-taken-over.json", LogPosition.ofCopiedSlot("s", 7, 9)),
                // named rows by seq, which a restored database gives to other rows
                Arguments.of("polled-by-number.json", new PolledPosition(null, null, null, List.of(1L, 2L))),
                Arguments.of("polled.json", new PolledPosition(List.of(id), "2026-11-28T10:00:00.000001Z", null)));
    }

    /** One file for each form that a version of the relay has written. None may be changed; a new form gets a new file. */
    @ParameterizedTest
    @MethodSource("written")
    void shouldGoOnFromAPositionThatAnyVersionHasWritten(String file, Position expected) throws Exception {
        assertThat(json.readValue(Path.of("src/test/resources/positions", file).toFile(), Position.class))
                .isEqualTo(expected);
        assertThat(expected instanceof PolledPosition polled && polled.isOfEarlierVersion())
                .isEqualTo(file.equals("polled-by-number.json"));
    }

    @Test
    void shouldHaveAnExpectationForEveryWrittenPosition() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/positions"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            written().map(each -> (String) each.get()[0]).toList());
        }
    }

    @Test
    void shouldReadWhatItWrites() throws Exception {
        for (Position position : List.of(
                new LogPosition("s", 7, 3, "row", null, null),
                new LogPosition("s", 7, 3, "row", null, null).asLost("why"),
                LogPosition.ofNewSlot("s", 7, "1:2:").withBacklogUpTo(5),
                LogPosition.ofNewSlot("s", 7, "1:2:").withBacklogUpTo("5/0/(0,1)"),
                LogPosition.ofCopiedSlot("s", 7, 9),
                LogPosition.beforeSlot("s"),
                new PolledPosition(List.of(UUID.randomUUID()), "2026-11-28T10:00:00.000001Z", null),
                PolledPosition.CLOSED)) {
            assertThat(json.readValue(json.writeValueAsBytes(position), Position.class))
                    .isEqualTo(position);
        }
    }
}
