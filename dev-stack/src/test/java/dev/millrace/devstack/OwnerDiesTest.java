package dev.millrace.devstack;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.Detached;
import dev.millrace.devstack.process.RunningProcess;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OwnerDiesTest {

    /** Main class of the JVM that is killed. */
    static final class Owner {
        public static void main(String[] args) throws Exception {
            DevStack stack = DevStack.start();
            System.out.println(stack.postgres().pid().orElseThrow() + " "
                    + stack.kafka().pid().orElseThrow() + " " + stack.directory());
            System.in.read();
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenOwnerAndItsGroupAreKilled() throws Exception {
        Process owner = startOwner();
        String[] fields = new BufferedReader(owner.inputReader()).readLine().split(" ");
        List<RunningProcess> parts = Arrays.stream(fields, 0, 2)
                .map(pid ->
                        RunningProcess.of(ProcessHandle.of(Long.parseLong(pid)).orElseThrow()))
                .toList();
        Path directory = Path.of(fields[2]);
        assertThat(parts).allMatch(RunningProcess::isAlive);

        new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + owner.pid())
                .start()
                .waitFor();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(parts).noneMatch(RunningProcess::isAlive);
            assertThat(directory).isDirectoryNotContaining(entry -> !entry.endsWith("logs"));
        });
    }

    private static Process startOwner() throws Exception {
        String classes = Path.of(Owner.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                + ":" + Checkout.find().root().resolve("dev-stack/target/classes");
        return new ProcessBuilder(
                        Detached.inNewSession(List.of(Checkout.javaCommand(), "-cp", classes, Owner.class.getName())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
