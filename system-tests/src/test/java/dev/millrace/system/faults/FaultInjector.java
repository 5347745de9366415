package dev.millrace.system.faults;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.testsupport.probe.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * Injects faults into running processes and the connections between them. Faults of one target follow each other, those
 * of different targets overlap.
 */
public final class FaultInjector implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration SUPERVISION = Duration.ofMillis(500);

    private final Map<String, SupervisedProcess> processes = new HashMap<>();
    private final Map<String, TcpProxy> links;
    private final Map<String, ExecutorService> turns = new HashMap<>();
    private final ScheduledExecutorService supervisor;
    private volatile Instant lastEnd = Instant.EPOCH;

    /** Takes over the processes: from now on each is started again when it ends. */
    public FaultInjector(List<ManagedProcess> processes, Map<String, TcpProxy> links) {
        processes.forEach(process -> this.processes.put(process.name(), new SupervisedProcess(process)));
        this.links = links;
        supervisor = Executors.newScheduledThreadPool(processes.size());
        this.processes
                .values()
                .forEach(process -> supervisor.scheduleWithFixedDelay(
                        process::startIfEnded, 0, SUPERVISION.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * Returns when all faults are over and the processes are ready, or have been given time for it.
     *
     * @return when the last fault ended
     */
    public Instant run(List<Fault> schedule) throws Exception {
        List<Future<?>> faults = new ArrayList<>();
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            for (Fault fault : schedule) {
                clock.schedule(() -> faults.add(begin(fault)), fault.at().toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        for (Future<?> fault : faults) {
            fault.get();
        }
        return lastEnd;
    }

    /** The processes that are not ready within the limit, each with the end of its log. */
    public List<String> notReadyWithin(Duration limit) {
        try {
            await().atMost(limit).until(() -> processes.values().stream().allMatch(SupervisedProcess::isReady));
            return List.of();
        } catch (ConditionTimeoutException notReady) {
            return processes.values().stream()
                    .filter(process -> !process.isReady())
                    .map(SupervisedProcess::problem)
                    .toList();
        }
    }

    @Override
    public void close() {
        turns.values().forEach(ExecutorService::shutdownNow);
        supervisor.close();
    }

    private Future<?> begin(Fault fault) {
        ExecutorService turn = turns.computeIfAbsent(fault.target(), target -> Executors.newSingleThreadExecutor());
        return turn.submit(() -> {
            System.out.printf("%tT %s%n", LocalTime.now(), fault);
            inject(fault);
            return null;
        });
    }

    private void inject(Fault fault) throws InterruptedException {
        switch (fault.kind()) {
            case KILL -> {
                process(fault).kill();
                last(fault);
                startAgain(process(fault));
            }
            case RESTART -> {
                process(fault).stop();
                last(fault);
                startAgain(process(fault));
            }
            case FREEZE -> {
                process(fault).freeze();
                last(fault);
                process(fault).resume();
            }
            case PARTITION -> {
                links.get(fault.target()).partition();
                last(fault);
                links.get(fault.target()).heal();
            }
            case RESET -> links.get(fault.target()).reset();
        }
    }

    private SupervisedProcess process(Fault fault) {
        return processes.get(fault.target());
    }

    /** The length of a fault is part of the schedule: nothing is waited for here. */
    private void last(Fault fault) throws InterruptedException {
        Thread.sleep(fault.length());
        lastEnd = Instant.now();
    }

    /** Not being ready in time is no failure: what the process waits for may itself be down. */
    private static void startAgain(SupervisedProcess process) {
        process.release();
        try {
            await().atMost(START).until(process::isReady);
        } catch (ConditionTimeoutException notReadyYet) {
            System.out.println("Not ready after a minute: " + process.problem());
        }
    }
}
