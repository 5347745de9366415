package dev.millrace.k8s.config;

import dev.millrace.k8s.render.Overlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the scripts with a kubectl that only records its arguments. */
class ScriptsTest {
    private static final String KUBECTL = """
        #!/bin/bash
        case "$*" in
            *"get secret"*jsonpath*) printf "%%s" "${*: -1}" | base64 ;;
            *"get secret"*) exit %d ;;
            *apply*) cat >/dev/null ;;
            *)
                for argument in "$@"; do
                    case "$argument" in
                        --from-file=*) printf "%%s " "${argument%%%%=/*}=$(cat "${argument##*=}")" ;;
                        *) printf "%%s " "$argument" ;;
                    esac
                done >>"$LOG"
                echo >>"$LOG"
                ;;
        esac
        """;

    @TempDir
    Path directory;

    @Test
    void shouldMakeAPasswordForEachLoginWhenThereIsNone() throws Exception {
        List<String> made = run(false);
        assertThat(names(made, "-database"))
                .isEqualTo(GeneratedSecrets.of(Overlay.BASE.manifests()).keySet().stream()
                        .filter(each -> each.endsWith("-database"))
                        .collect(Collectors.toSet()));
        assertThat(made)
                .anyMatch(each -> each.matches(".*order-service-database --type kubernetes.io/basic-auth"
                        + " --from-literal=username=order_service --from-file=password=[0-9a-f]{48} "));
        assertThat(made.stream().filter(each -> each.contains("password=")).distinct())
                .hasSize(4);
    }

    @Test
    void shouldLeaveAPasswordWhenThereIsOne() throws Exception {
        assertThat(run(true)).isEmpty();
    }

    @Test
    void shouldGiveSinksTheirServicesCertificates() throws Exception {
        List<String> made = run(true, "--knative");
        assertThat(names(made, "-dead-letters"))
                .isEqualTo(GeneratedSecrets.of(Overlay.KNATIVE.manifests()).keySet().stream()
                        .filter(each -> each.endsWith("-dead-letters"))
                        .collect(Collectors.toSet()));
        assertThat(made)
                .allMatch(each -> each.contains("--from-literal=protocol=SSL")
                        && each.contains("--from-file=user.key=jsonpath={.data.user\\.key}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secrets", "apply", "local"})
    void shouldBeBash(String script) throws Exception {
        assertThat(new ProcessBuilder("bash", "-n", script).inheritIO().start().waitFor())
                .isZero();
    }

    private List<String> run(boolean there, String... arguments) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        Files.createFile(log);
        Files.createFile(
                directory.resolve("kubectl"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(directory.resolve("kubectl"), KUBECTL.formatted(there ? 0 : 1));
        ProcessBuilder script = new ProcessBuilder(Stream.concat(Stream.of("bash", "secrets"), Stream.of(arguments))
                .toList());
        script.environment().put("LOG", log.toString());
        script.environment().merge("PATH", directory + ":", (path, first) -> first + path);
        assertThat(script.inheritIO().start().waitFor()).isZero();
        return Files.readAllLines(log).stream()
                .filter(each -> each.contains("create secret"))
                .toList();
    }

    private static Set<String> names(List<String> made, String suffix) {
        return made.stream()
                .flatMap(each -> Stream.of(each.split(" ")))
                .filter(each -> each.endsWith(suffix))
                .collect(Collectors.toSet());
    }
}
