package dev.millrace.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every value of every round, kept in a file so that rounds of several runs make one table. */
final class Results {
    private static final String SEPARATOR = "\t";

    private final Path file;
    private final Set<String> contestants = new LinkedHashSet<>();
    private final Map<Metric, Map<String, List<Double>>> values = new LinkedHashMap<>();

    Results(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split(SEPARATOR);
                add(fields[0], new Metric(fields[1], fields[2]), Double.parseDouble(fields[3]));
            }
        }
    }

    void note(String contestant, Metric metric, double value) {
        add(contestant, metric, value);
        String line = String.join(SEPARATOR, contestant, metric.label(), metric.format(), Double.toString(value));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String contestant, Metric metric, double value) {
        contestants.add(contestant);
        values.computeIfAbsent(metric, newMetric -> new LinkedHashMap<>())
                .computeIfAbsent(contestant, newContestant -> new ArrayList<>())
                .add(value);
    }

    /** Medians; of what must be none, the most. */
    String table() {
        StringBuilder table = new StringBuilder(row("", List.copyOf(contestants)));
        table.append(row("---", contestants.stream().map(each -> "---:").toList()));
        values.forEach((metric, ofEach) -> table.append(row(
                metric.label(),
                contestants.stream().map(each -> cell(metric, ofEach.get(each))).toList())));
        return table.toString();
    }

    private static String cell(Metric metric, List<Double> found) {
        boolean mustBeNone = metric.equals(Metric.MISSING) || metric.equals(Metric.DOUBLED);
        return Optional.ofNullable(found)
                .map(all -> mustBeNone
                        ? all.stream().mapToDouble(Double::doubleValue).max().orElseThrow()
                        : median(all))
                .map(value -> String.format(Locale.ROOT, metric.format(), value))
                .orElse("");
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String row(String label, List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| " + label + " | ", " |\n"));
    }
}
