package dev.millrace.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A publisher of outbox rows that is measured, as a process. */
interface RelayUnderTest {

    /** Unique; letters, digits and - only. */
    String name();

    /** For people: version, heap and what is tuned. */
    String description();

    /** A file that is not there, without which it cannot run. */
    default Optional<Path> missing() {
        return needs().stream().filter(Files::notExists).findFirst();
    }

    List<Path> needs();

    /** Writes its configuration. */
    default void prepare(RunContext assignment) throws IOException {}

    List<String> command(RunContext assignment);

    default Map<String, String> environment(RunContext assignment) {
        return Map.of();
    }

    /** What remains to be said to it after its first start. */
    default void introduce(RunContext assignment) throws IOException, InterruptedException {}
}
