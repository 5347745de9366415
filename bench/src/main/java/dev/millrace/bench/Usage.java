package dev.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CPU time and memory of a process and its descendants, from Linux's /proc. */
public record Usage(double cpuSeconds, double rssMiB, double pssMiB, long atNanos) {
    private static final double TICKS_A_SECOND = 100;
    private static final double KIB_A_MIB = 1024;
    private static final int USER_TIME = 11; // index after the state field, which follows the name in parentheses
    private static final int SYSTEM_TIME = 12;

    public static Usage of(long pid) throws IOException {
        List<ProcessHandle> family = ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
        double cpu = 0;
        double rss = 0;
        double pss = 0;
        for (ProcessHandle member : family) {
            Path proc = Path.of("/proc", Long.toString(member.pid()));
            cpu += cpuSeconds(Files.readString(proc.resolve("stat")));
            rss += mebibytes(proc.resolve("status"), "VmRSS:");
            pss += mebibytes(proc.resolve("smaps_rollup"), "Pss:");
        }
        return new Usage(cpu, rss, pss, System.nanoTime());
    }

    public double percentOfACoreSince(Usage before) {
        return (cpuSeconds - before.cpuSeconds) / ((atNanos - before.atNanos) / 1e9) * 100;
    }

    private static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_A_SECOND;
    }

    private static double mebibytes(Path file, String label) throws IOException {
        return Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(label))
                        .map(line -> line.split("\\s+")[1])
                        .mapToDouble(Double::parseDouble)
                        .sum()
                / KIB_A_MIB;
    }
}
