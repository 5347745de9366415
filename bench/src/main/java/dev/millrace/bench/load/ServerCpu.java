package dev.millrace.bench.load;

import dev.millrace.bench.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** CPU of each process of a running system, in percent of a core, once a second. */
final class ServerCpu implements AutoCloseable {
    private static final String PID = ".pid";

    private final Path pids;
    private final Map<String, Usage> last = new TreeMap<>();
    private final Map<String, List<Double>> percent = new TreeMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> sampling;

    ServerCpu(Path system) throws IOException {
        pids = system.resolve("pids");
        sample();
        sampling = timer.scheduleAtFixedRate(this::sampleUnchecked, 1, 1, TimeUnit.SECONDS);
    }

    /** Writes the course of it beside a report, and returns the means as a table. */
    String report(Path directory) throws IOException {
        close();
        if (sampling.state() == Future.State.FAILED) {
            throw new IOException("CPU was not recorded to the end", sampling.exceptionNow());
        }
        XYChart chart = new XYChartBuilder()
                .width(1000)
                .height(400)
                .title("CPU of the servers")
                .xAxisTitle("seconds")
                .yAxisTitle("% of a core")
                .build();
        StringBuilder table = new StringBuilder("CPU of the servers, mean, in percent of a core\n");
        percent.forEach((part, samples) -> {
            chart.addSeries(part, samples);
            double mean =
                    samples.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            table.append("  %-22s %6.1f%n".formatted(part, mean));
        });
        if (!percent.isEmpty()) {
            VectorGraphicsEncoder.saveVectorGraphic(
                    chart, directory.resolve("server-cpu").toString(), VectorGraphicsFormat.SVG);
        }
        Files.writeString(directory.resolve("server-cpu.txt"), table);
        return table.toString();
    }

    @Override
    public void close() {
        timer.shutdown();
        timer.close();
    }

    private void sampleUnchecked() {
        try {
            sample();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sample() throws IOException {
        for (Path file : pidFiles()) {
            String part = file.getFileName().toString().replace(PID, "");
            Usage now = Usage.of(Long.parseLong(Files.readString(file).strip().split("\\s")[0]));
            Usage before = last.put(part, now);
            if (before != null) {
                percent.computeIfAbsent(part, ignored -> new ArrayList<>()).add(now.percentOfACoreSince(before));
            }
        }
    }

    private List<Path> pidFiles() throws IOException {
        if (!Files.isDirectory(pids)) {
            throw new IOException("No system is running under " + pids.getParent() + "; start one with ./run --detach");
        }
        try (Stream<Path> files = Files.list(pids)) {
            return files.filter(file -> file.toString().endsWith(PID)).toList();
        }
    }
}
