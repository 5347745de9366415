package dev.millrace.system.faults;

import dev.millrace.system.faults.Fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Faults at regular intervals. They depend on the arguments only, so that a seed can be run again. */
public final class FaultSchedule {
    private static final List<Kind> OF_PROCESSES = List.of(Kind.KILL, Kind.KILL, Kind.FREEZE, Kind.RESTART);
    private static final List<Kind> OF_LINKS = List.of(Kind.PARTITION, Kind.RESET);
    private static final int SHORTEST_MILLIS = 200;
    private static final int LONGEST_MILLIS = 12_000;

    private FaultSchedule() {}

    /**
     * @param processes names of processes, which are killed, frozen and restarted
     * @param links names of links, which are partitioned and reset
     * @return faults from one interval after the start until the end; each target has its turn before one has another
     */
    public static List<Fault> of(
            long seed, Duration duration, Duration interval, List<String> processes, List<String> links) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        List<String> turn = new ArrayList<>();
        for (Duration at = interval; at.compareTo(duration) < 0; at = at.plus(interval)) {
            if (turn.isEmpty()) {
                turn.addAll(Stream.concat(processes.stream(), links.stream()).toList());
                Collections.shuffle(turn, random);
            }
            String target = turn.removeLast();
            List<Kind> kinds = links.contains(target) ? OF_LINKS : OF_PROCESSES;
            Kind kind = kinds.get(random.nextInt(kinds.size()));
            faults.add(new Fault(at, kind, target, length(random)));
        }
        return faults;
    }

    /** Short ones are more frequent: the square of a uniform variable. */
    private static Duration length(Random random) {
        double share = random.nextDouble();
        return Duration.ofMillis((long) (SHORTEST_MILLIS + share * share * (LONGEST_MILLIS - SHORTEST_MILLIS)));
    }
}
