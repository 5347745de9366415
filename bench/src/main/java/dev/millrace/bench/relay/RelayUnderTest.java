package dev.millrace.bench.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process under test that publishes outbox rows. */
interface RelayUnderTest {

    /** Unique; letters, digits and - only. */
    String name();

    /** For the report: version, heap size and tuning. */
    String description();

    /** A required file that does not exist; empty if all exist. */
    default Optional<Path> missing() {
        return needs().stream().filter(Files::notExists).findFirst();
    }

    List<Path> needs();

    /** Writes its configuration. */
    default void prepare(RunContext context) throws IOException {}

    List<String> command(RunContext context);

    default Map<String, String> environment(RunContext context) {
        return Map.of();
    }

    /** Further configuration after the first start. */
    default void introduce(RunContext context) throws IOException, InterruptedException {}
}
