package dev.millrace.devstack.identity;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.Ports;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdentityTest {
    @Test
    void shouldKeepItsKeyForItselfAndOverRestartsWhenKilled(@TempDir Path directory) throws Exception {
        RunDirectory layout = new RunDirectory(directory);
        ManagedProcess identity = new ManagedProcess(new Identity(Ports.free(), layout), layout);
        identity.start();
        try {
            String keys = keysOf(identity);
            identity.kill();
            identity.start();
            assertThat(keysOf(identity)).isEqualTo(keys);
            Path key = layout.data(Identity.NAME).resolve("key.json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            for (InetAddress other : otherAddresses()) {
                assertThatThrownBy(() -> new Socket(other, identity.port()).close())
                        .as("reached at " + other)
                        .isInstanceOf(IOException.class);
            }
        } finally {
            identity.kill();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KUBERNETES_SERVICE_HOST,10.0.0.1",
        "K_SERVICE,millrace",
        "AWS_LAMBDA_FUNCTION_NAME,millrace",
        "QUARKUS_PROFILE,prod",
        "QUARKUS_HTTP_HOST,0.0.0.0"
    })
    void shouldNotStartOutsideDevelopment(String variable, String value) throws Exception {
        ProcessBuilder start =
                new ProcessBuilder(new Identity(Ports.free(), new RunDirectory(Path.of("target/never"))).command());
        start.environment().put(variable, value);
        Process process = start.redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes()))
                .startsWith("Not started: ")
                .contains(variable, "IDENTITY_ISSUER")
                .hasLineCount(1);
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void shouldStartWhenNothingSpeaksAgainstIt() {
        assertThat(DevelopmentOnly.objection(Map.of("QUARKUS_HTTP_HOST", "127.0.0.1", "QUARKUS_PROFILE", "dev")))
                .isEmpty();
    }

    private static String keysOf(ManagedProcess identity) throws IOException {
        try (var answer = URI.create(identity.address() + "/jwks").toURL().openStream()) {
            return new String(answer.readAllBytes());
        }
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }
}
