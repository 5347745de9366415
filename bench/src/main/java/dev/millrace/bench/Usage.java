package dev.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * CPU time and memory of a process and its descendants, from Linux's /proc. The CPU time includes descendants that have
 * ended and were waited for.
 */
public record Usage(double cpuSeconds, double rssMiB, double pssMiB, long atNanos) {
    private static final double TICKS_A_SECOND = 100;
    private static final double KIB_A_MIB = 1024;
    // Indexes from the state field, which follows the name in parentheses: user and system time, then those of ended
    // children.
    private static final int FIRST_TIME = 11;
    private static final int END_OF_TIMES = 15;

    public static Usage of(long pid) throws IOException {
        List<ProcessHandle> family = ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
        double cpu = 0;
        double rss = 0;
        double pss = 0;
        for (ProcessHandle member : family) {
            Path proc = Path.of("/proc", Long.toString(member.pid()));
            try {
                rss += mebibytes(proc.resolve("status"), "VmRSS:");
                pss += mebibytes(proc.resolve("smaps_rollup"), "Pss:");
                cpu += cpuSeconds(Files.readString(proc.resolve("stat")));
            } catch (IOException ended) {
                if (member.isAlive()) {
                    throw ended;
                }
            }
        }
        return new Usage(cpu, rss, pss, System.nanoTime());
    }

    public double percentOfACoreSince(Usage before) {
        return (cpuSeconds - before.cpuSeconds) / ((atNanos - before.atNanos) / 1e9) * 100;
    }

    private static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Arrays.stream(fields, FIRST_TIME, END_OF_TIMES)
                        .mapToLong(Long::parseLong)
                        .sum()
                / TICKS_A_SECOND;
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
