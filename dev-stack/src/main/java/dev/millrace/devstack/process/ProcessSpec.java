package dev.millrace.devstack.process;

import java.util.List;
import java.util.Map;

/** Definition of a {@link ManagedProcess}: one process that listens on ports of 127.0.0.1. */
public interface ProcessSpec {

    /** Unique within a system; name of the process on the command line, of its log and of its data directory. */
    String name();

    int port();

    /** All ports that must be free before the process starts. */
    default List<Integer> allPorts() {
        return List.of(port());
    }

    /** Address for display. */
    default String address() {
        return "127.0.0.1:" + port();
    }

    /** Address of health and metrics; the same as {@link #address()} unless there is a management port. */
    default String managementAddress() {
        return address();
    }

    /** Creates what must exist before the process starts. Called before each start. */
    default void prepare() {}

    List<String> command();

    /** Environment variables in addition to those of this JVM. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** Whether the running process is ready to serve; by default, whether something listens on its port. */
    default boolean isReady(long pid) {
        return Ports.isListening(port());
    }

    /** The signal for an orderly shutdown. */
    default String stopSignal() {
        return "TERM";
    }
}
