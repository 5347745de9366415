package dev.millrace.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Prometheus itself evaluates the alerting rules over series, some of which end and some of which never begin. */
class AlertsTest {
    @Test
    void shouldFireWhenTheyMustAndOnlyThen() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool"))),
                "there is no promtool to evaluate the rules with; Debian has it in the package prometheus");
        Process promtool = new ProcessBuilder("promtool", "test", "rules", "alerts-test.yml")
                .directory(Path.of("src/test/prometheus").toFile())
                .redirectErrorStream(true)
                .start();
        String said = read(promtool);
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    private static String read(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
