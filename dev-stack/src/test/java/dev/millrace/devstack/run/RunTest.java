package dev.millrace.devstack.run;

import dev.millrace.devstack.process.RunningProcess;
import dev.millrace.devstack.run.FakeCheckout.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunTest {

    private static final int PARTS = FakeCheckout.PARTS;

    private FakeCheckout checkout;

    @BeforeEach
    void prepare(@TempDir Path directory) throws Exception {
        checkout = new FakeCheckout(directory);
    }

    @AfterEach
    void stop() throws Exception {
        checkout.run("stop");
    }

    @Test
    void shouldKeepEverythingRunningWhenDetached() throws Exception {
        Outcome start = checkout.run("--detach");

        assertThat(start.output()).containsPattern("order-service +ready").contains("api/orders");
        assertThat(start.exitCode()).isZero();
        assertThat(checkout.run("status").exitCode()).isZero();
        List<RunningProcess> processes = checkout.pids().stream()
                .map(pid -> RunningProcess.of(ProcessHandle.of(pid).orElseThrow()))
                .toList();
        assertThat(processes).hasSize(PARTS);

        Outcome second = checkout.run("--detach");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output())
                .startsWith("Already running: postgres, kafka")
                .hasLineCount(1);

        assertThat(checkout.run("stop").exitCode()).isZero();
        assertNothingRuns();
        assertThat(processes).noneMatch(RunningProcess::isAlive);
    }

    @Test
    void shouldRunBinariesWhenAskedForNative() throws Exception {
        Outcome start = checkout.asBinaries().run("--native", "--detach");

        assertThat(start.output()).containsPattern("order-service +ready");
        assertThat(start.exitCode()).isZero();
        assertThat(checkout.pids()).hasSize(PARTS);
    }

    @Test
    void shouldSayWhatToInstallWhenBinariesAreMissingAndCannotBeBuilt() throws Exception {
        Map<String, String> nothing =
                Map.of("GRAALVM_HOME", "/nowhere", "JAVA_HOME", "/nowhere", "PATH", "/usr/bin:/bin");
        Outcome start = checkout.run(nothing, "--native", "--detach");

        assertThat(start.output())
                .startsWith("native-image was not found: set GRAALVM_HOME")
                .hasLineCount(1);
        assertThat(start.exitCode()).isEqualTo(1);
        assertNothingRuns();
    }

    @Test
    void shouldSayWhyAndLeaveNothingWhenServiceFails() throws Exception {
        Outcome start = checkout.run(Map.of("JAVA_OPTS_ORDER_SERVICE", "-Dfake.fails=true"), "--detach");

        assertThat(start.exitCode()).isEqualTo(1);
        assertThat(start.output()).contains("order-service ended while it was starting", "no such table");
        assertNothingRuns();
    }

    @Test
    void shouldStartNothingWhenPortIsTaken() throws Exception {
        int port = checkout.port(Service.API_GATEWAY);
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Outcome start = checkout.run("--detach");

            assertThat(start.exitCode()).isEqualTo(1);
            assertThat(start.output())
                    .startsWith("Port %d, which api-gateway needs, is taken".formatted(taken.getLocalPort()))
                    .contains("--port-offset")
                    .hasLineCount(1);
        }
        assertNothingRuns();
    }

    @Test
    void shouldLeaveNothingWhenInterrupted() throws Exception {
        Process foreground = checkout.start(Map.of());
        BufferedReader output = foreground.inputReader();
        assertThat(output.lines().anyMatch(line -> line.startsWith("Ctrl-C"))).isTrue();

        new ProcessBuilder("sh", "-c", "kill -" + interrupt() + " " + foreground.pid())
                .start()
                .waitFor();

        assertThat(output.lines().filter(line -> line.contains("stopped"))).hasSize(PARTS);
        foreground.waitFor();
        assertNothingRuns();
    }

    /**
     * Background processes of a non-interactive shell ignore SIGINT, and so do their children; then the test sends
     * SIGTERM, which is handled in the same way.
     */
    private static String interrupt() throws IOException {
        Path status = Path.of("/proc/self/status");
        boolean ignored = Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
        return ignored ? "TERM" : "INT";
    }

    @Test
    void shouldRunSeveralInstancesOfAServiceWhenAskedTo() throws Exception {
        Outcome start = checkout.run("--detach", "--instances", "order-service=2");
        assertThat(start.output()).containsPattern("order-service +ready").containsPattern("order-service-2 +ready");
        assertThat(checkout.pids()).hasSize(PARTS + 1);
        String first = "127.0.0.1:" + checkout.port(Service.ORDER_SERVICE);
        String second = "127.0.0.1:" + (checkout.port(Service.ORDER_SERVICE) + 10);
        assertThat(checkout.run("logs", "api-gateway").output()).contains("finds orders at " + first + "," + second);
        assertThat(checkout.run("logs", "order-service-2").output()).contains("listening");

        assertThat(checkout.run("kill", "order-service-2").exitCode()).isZero();
        assertThat(checkout.run("status").output())
                .containsPattern("order-service +ready")
                .containsPattern("order-service-2 +stopped");
        assertThat(checkout.run("start", "order-service-2").exitCode()).isZero();
        assertThat(checkout.run("restart", "order-service").output()).contains("stopped", "ready");
        assertThat(checkout.pids()).hasSize(PARTS + 1);

        assertThat(checkout.run("stop").exitCode()).isZero();
        assertNothingRuns();
        assertThat(checkout.run("--detach").output()).doesNotContain("order-service-2");
    }

    @Test
    void shouldStartNothingWhenTheInstancesAreNone() throws Exception {
        Outcome unknown = checkout.run("--detach", "--instances", "oder-service=2");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.output())
                .startsWith("There is no service 'oder-service'; the services are customer-service,");

        Outcome none = checkout.run("--detach", "--instances", "order-service=0");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.output()).startsWith("There can be 1 to 9 instances of order-service");
        assertNothingRuns();
    }

    @Test
    void shouldListPartsWhenNameIsUnknown() throws Exception {
        Outcome logs = checkout.run("logs", "oder-service");

        assertThat(logs.exitCode()).isEqualTo(1);
        assertThat(logs.output()).contains("There is no part 'oder-service'; the parts are postgres, kafka, identity,");
    }

    private void assertNothingRuns() throws Exception {
        assertThat(checkout.pids()).isEmpty();
    }
}
