package dev.millrace.bench.capacity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Latencies by offered rate, as an SVG file. */
final class CapacityChart {
    private CapacityChart() {}

    static void write(List<RateResult> results, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(800)
                .height(450)
                .title("Orders on one machine")
                .xAxisTitle("orders/s offered")
                .yAxisTitle("ms, logarithmic")
                .build();
        chart.getStyler().setYAxisLogarithmic(true);
        add(chart, "POST p99", results, result -> result.post().p99());
        add(chart, "decision p50", results, result -> result.decision().p50());
        add(chart, "decision p99", results, result -> result.decision().p99());
        add(chart, "CPU an order", results, RateResult::cpuMillisInAll);
        VectorGraphicsEncoder.saveVectorGraphic(
                chart, file.toString().replaceFirst("\\.svg$", ""), VectorGraphicsFormat.SVG);
    }

    private static void add(XYChart chart, String name, List<RateResult> results, ToDoubleFunction<RateResult> millis) {
        chart.addSeries(
                name,
                results.stream().mapToDouble(RateResult::offered).toArray(),
                results.stream().mapToDouble(millis).toArray());
    }
}
