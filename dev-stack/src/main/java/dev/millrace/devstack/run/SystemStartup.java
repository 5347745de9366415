package dev.millrace.devstack.run;

import dev.millrace.devstack.process.Await;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.Ports;
import dev.millrace.devstack.process.ProcessFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts processes. Until {@link #release()} they end with this JVM: on Ctrl-C, on a failure, or at its exit. */
final class SystemStartup {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final LocalSystem system;
    private final List<ManagedProcess> parts;
    private final List<ManagedProcess> launched = new ArrayList<>();
    private final Thread rollback = new Thread(this::rollBack, "rollback");
    private boolean rollingBack;

    SystemStartup(LocalSystem system, List<ManagedProcess> parts) {
        this.system = system;
        this.parts = parts;
    }

    /** Throws if a port is taken, before anything is started. */
    void requireFreePorts() {
        for (ManagedProcess part : parts) {
            part.allPorts().stream()
                    .filter(port -> !Ports.isFree(port))
                    .findFirst()
                    .ifPresent(port -> {
                        throw new ProcessFailed(
                                "Port %d, which %s needs, is taken by another program; choose another with --port-offset N"
                                        .formatted(port, part.name()));
                    });
        }
    }

    void build() {
        new Build()
                .bringUpToDate(
                        system.packaging(),
                        among(system.services()).stream()
                                .map(part -> Instance.module(part.name()))
                                .distinct()
                                .toList());
    }

    /** Returns when all processes are ready. */
    void start() {
        build();
        Runtime.getRuntime().addShutdownHook(rollback);
        startTogether(among(system.servers()));
        startTogether(among(system.services()));
    }

    void release() {
        Runtime.getRuntime().removeShutdownHook(rollback);
    }

    private List<ManagedProcess> among(List<ManagedProcess> group) {
        return group.stream().filter(parts::contains).toList();
    }

    private void startTogether(List<ManagedProcess> group) {
        long began = System.nanoTime();
        Concurrently.forEach(group, this::launch);
        List<ManagedProcess> pending = new ArrayList<>(group);
        boolean allReady = Await.until(TIMEOUT, () -> {
            pending.removeIf(part -> isReady(part, began));
            return pending.isEmpty();
        });
        if (!allReady) {
            throw pending.getFirst().failed("was not ready within %d s".formatted(TIMEOUT.toSeconds()));
        }
    }

    private void launch(ManagedProcess part) {
        synchronized (launched) {
            if (rollingBack) {
                throw new ProcessFailed("Not starting " + part.name() + " any more");
            }
            launched.add(part);
        }
        part.launch();
    }

    private static boolean isReady(ManagedProcess part, long began) {
        return switch (part.state()) {
            case STARTING -> false;
            case STOPPED -> throw part.failed("ended while it was starting");
            case READY -> {
                Console.progress(part, "ready", began, part.address());
                yield true;
            }
        };
    }

    private void rollBack() {
        synchronized (launched) {
            rollingBack = true;
        }
        Shutdown.of(system, launched);
    }
}
