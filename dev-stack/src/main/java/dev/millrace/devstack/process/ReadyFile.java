package dev.millrace.devstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** File with the pid of the server's process that is ready, so that the file of an earlier process does not count. */
public record ReadyFile(Path path) {

    public static ReadyFile in(Path data) {
        return new ReadyFile(data.resolve("ready"));
    }

    public boolean isOf(long pid) {
        try {
            return Files.readString(path).equals(Long.toString(pid));
        } catch (IOException notWrittenYet) {
            return false;
        }
    }

    /** Called by the server when it begins to start. */
    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Called by the server when it is ready. */
    public void write() throws IOException {
        Files.writeString(path, Long.toString(ProcessHandle.current().pid()));
    }
}
