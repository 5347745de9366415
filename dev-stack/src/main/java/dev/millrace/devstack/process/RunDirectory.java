package dev.millrace.devstack.process;

import java.nio.file.Path;

/** Directory with the data, logs and pid files of one running system. */
public record RunDirectory(Path root) {

    public RunDirectory {
        root = root.toAbsolutePath();
    }

    public Path data(String part) {
        return root.resolve(part);
    }

    public Path log(String part) {
        return root.resolve("logs").resolve(part + ".log");
    }

    public Path pidFile(String part) {
        return root.resolve("pids").resolve(part + ".pid");
    }
}
