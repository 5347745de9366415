package dev.millrace.devstack.process;

import java.util.List;
import java.util.Map;

/** What a {@link ManagedProcess} runs: one process that listens on one port of 127.0.0.1. */
public interface ProcessSpec {

    /** Unique within a system; names the log, the data directory and the part on the command line. */
    String name();

    int port();

    /** Every port that must be free before the process starts. */
    default List<Integer> allPorts() {
        return List.of(port());
    }

    /** For people: where the process is reached. */
    default String address() {
        return "127.0.0.1:" + port();
    }

    /** Where operators ask for health and metrics; the same as {@link #address()} unless there is a port for that. */
    default String managementAddress() {
        return address();
    }

    /** Makes what must exist before the process starts; called each time. */
    default void prepare() {}

    List<String> command();

    /** Variables for the process, beside those that this JVM was started with. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** Whether this process, which is alive, does its work. */
    boolean isReady(long pid);

    /** The signal that asks for an orderly end. */
    default String stopSignal() {
        return "TERM";
    }
}
