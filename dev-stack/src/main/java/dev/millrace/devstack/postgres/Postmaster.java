package dev.millrace.devstack.postgres;

import dev.millrace.devstack.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Content of a server's {@code postmaster.pid}, the file that {@code pg_ctl} reads too. */
record Postmaster(long pid, Instant startedAt, boolean ready) {

    static final String PID_FILE = "postmaster.pid";

    private static final int PID = 0;
    private static final int START = 2;
    private static final int STATUS = 7;

    static Optional<Postmaster> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            boolean ready = lines.size() > STATUS && lines.get(STATUS).startsWith("ready");
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(PID).strip()),
                    Instant.ofEpochSecond(Long.parseLong(lines.get(START).strip())),
                    ready));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException notWrittenYet) {
            return Optional.empty();
        }
    }

    boolean isAlive() {
        return RunningProcess.find(pid, startedAt).isPresent();
    }

    /**
     * PostgreSQL refuses to start while the process id in the file exists, which may be a zombie (in a container
     * without init) or an unrelated process after a reboot. With an id that cannot exist, PostgreSQL decides by the
     * rest of the file, that is, whether a child of the old server still uses the shared memory.
     */
    static void forgetId(Path file) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(PID, Integer.toString(Integer.MAX_VALUE));
        Files.write(file, lines);
    }
}
