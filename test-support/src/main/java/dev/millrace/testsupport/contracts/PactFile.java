package dev.millrace.testsupport.contracts;

import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.DefaultPactWriter;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.PactSpecVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pacts in {@code contracts/pacts}: what each consumer relies on. The consumer's test writes them, the provider's
 * test verifies them.
 */
public final class PactFile {
    private static final Path COMMITTED = Path.of("..", "contracts", "pacts");

    private PactFile() {}

    /**
     * Writes a consumer's pact to {@code target/pacts}.
     *
     * @param kind {@code http} or {@code messages}
     * @throws AssertionError if the committed one is another; the message says how to take this one over
     */
    public static void requireCommitted(Pact pact, String kind) {
        String name = "%s-%s-%s.json"
                .formatted(pact.getConsumer().getName(), pact.getProvider().getName(), kind);
        StringWriter text = new StringWriter();
        DefaultPactWriter.INSTANCE.writePact(pact, new PrintWriter(text), PactSpecVersion.V4);
        try {
            Path written = Files.createDirectories(Path.of("target", "pacts")).resolve(name);
            Files.writeString(written, text + "\n");
            Path committed = COMMITTED.resolve(name);
            if (!Files.exists(committed) || !Files.readString(committed).equals(text + "\n")) {
                throw new AssertionError(
                        "%s is not what the test of %s relies on: cp %s contracts/pacts/, and see that %s keeps it"
                                .formatted(
                                        committed.normalize(),
                                        pact.getConsumer().getName(),
                                        written.toAbsolutePath(),
                                        pact.getProvider().getName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The interactions of all consumers with the provider, of one kind. */
    public static List<Interaction> interactions(String provider, String kind) {
        try (Stream<Path> files = Files.list(COMMITTED)) {
            List<Interaction> interactions = new ArrayList<>();
            files.filter(file -> file.toString().endsWith("-" + kind + ".json"))
                    .sorted()
                    .map(file -> DefaultPactReader.INSTANCE.loadPact(file.toFile()))
                    .filter(pact -> pact.getProvider().getName().equals(provider))
                    .forEach(pact -> interactions.addAll(pact.getInteractions()));
            return interactions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
