package dev.millrace.bench.relay;

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

/** All values of all rounds, stored in a file so that several runs can be combined into one table. */
final class Results {
    private static final String SEPARATOR = "\t";

    private final Path file;
    private final Set<String> relays = new LinkedHashSet<>();
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

    void note(String relay, Metric metric, double value) {
        add(relay, metric, value);
        String line = String.join(SEPARATOR, relay, metric.label(), metric.format(), Double.toString(value));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String relay, Metric metric, double value) {
        relays.add(relay);
        values.computeIfAbsent(metric, newMetric -> new LinkedHashMap<>())
                .computeIfAbsent(relay, newRelay -> new ArrayList<>())
                .add(value);
    }

    /** Markdown table of medians, with the maximum for missing and duplicate events, which must be zero. */
    String table() {
        StringBuilder table = new StringBuilder(row("", List.copyOf(relays)));
        table.append(row("---", relays.stream().map(each -> "---:").toList()));
        values.forEach((metric, ofEach) -> table.append(row(
                metric.label(),
                relays.stream().map(each -> cell(metric, ofEach.get(each))).toList())));
        return table.toString();
    }

    private static String cell(Metric metric, List<Double> found) {
        boolean mustBeZero = metric.equals(Metric.MISSING) || metric.equals(Metric.DOUBLED);
        return Optional.ofNullable(found)
                .map(all -> mustBeZero
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
