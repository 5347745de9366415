package dev.millrace.system.console;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of axe-core: names, roles, contrast, structure. */
final class Accessibility {
    private static final String AXE = read("/axe.min.js");
    private static final String VIOLATIONS = """
            () => axe.run().then(result => result.violations.flatMap(rule => rule.nodes.map(
                node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`)))""";

    private Accessibility() {}

    static void holds(Page page) {
        page.evaluate(AXE);
        assertThat((List<?>) page.evaluate(VIOLATIONS))
                .as("violations on " + page.url())
                .isEmpty();
    }

    private static String read(String resource) {
        try (InputStream script = Accessibility.class.getResourceAsStream(resource)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
