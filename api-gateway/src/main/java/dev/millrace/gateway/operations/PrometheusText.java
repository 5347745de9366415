package dev.millrace.gateway.operations;

import dev.millrace.gateway.operations.InstanceReport.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads samples from the Prometheus text format and from OpenMetrics; exemplars are skipped. */
final class PrometheusText {
    /** Name, labels, value, timestamp and exemplar. The values of labels may contain braces. */
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][\\w:]*)(?:\\{((?:[^\"}]|\"(?:\\\\.|[^\"\\\\])*\")*)})? (\\S+)(?: [\\d.]+)?(?: # .*)?");

    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:\\\\.|[^\"\\\\])*)\"");

    private PrometheusText() {}

    /** The samples of the metrics with accepted names, in the order of the text. */
    static List<Sample> samples(String text, Predicate<String> name) {
        return text.lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .filter(sample -> name.test(sample.group(1)))
                .map(sample -> new Sample(sample.group(1), labels(sample.group(2)), value(sample.group(3))))
                .toList();
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            LABEL.matcher(text)
                    .results()
                    .forEach(label -> labels.put(
                            label.group(1), label.group(2).replace("\\\"", "\"").replace("\\\\", "\\")));
        }
        return labels;
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
