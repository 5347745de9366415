package dev.millrace.gateway.operations;

import dev.millrace.gateway.operations.ComposedList.Missing;
import dev.millrace.gateway.operations.CostReport.Line;
import dev.millrace.gateway.operations.InstanceReport.Sample;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Adds up the cost metrics of all instances, by service, route and tenant. */
@ApplicationScoped
class CostReporter {
    private static final Pattern COSTS =
            Pattern.compile("cost_(requests|cpu_seconds|connection_seconds|traffic_bytes|money)_total");

    private final ManagementClient client;

    CostReporter(@RestClient ManagementClient client) {
        this.client = client;
    }

    private record Key(
            String service,
            @Nullable String route,
            @Nullable String tenant) {}

    private record Part(List<Entry> entries, List<Missing> missing) {}

    private record Entry(Key key, Sample sample) {}

    /** Never fails: an instance that does not answer is named as missing. */
    Uni<CostReport> report(List<ManagedInstance> instances) {
        List<Uni<Part>> parts = instances.stream().map(this::part).toList();
        return parts.isEmpty()
                ? Uni.createFrom().item(new CostReport(List.of(), List.of()))
                : Uni.join().all(parts).andFailFast().map(CostReporter::sum);
    }

    private Uni<Part> part(ManagedInstance instance) {
        return client.metrics(instance.address())
                .map(answer -> new Part(entries(instance.service(), answer), List.of()))
                .onFailure()
                .recoverWithItem(failure ->
                        new Part(List.of(), List.of(new Missing(instance.service(), FailureText.of(failure)))));
    }

    private static List<Entry> entries(String service, Response answer) {
        return PrometheusText.samples(answer.readEntity(String.class), COSTS.asMatchPredicate()).stream()
                .map(sample -> new Entry(
                        new Key(
                                service,
                                sample.labels().get("route"),
                                sample.labels().get("tenant")),
                        sample))
                .toList();
    }

    private static CostReport sum(List<Part> parts) {
        Map<Key, List<Sample>> byKey = parts.stream()
                .flatMap(part -> part.entries().stream())
                .collect(Collectors.groupingBy(Entry::key, Collectors.mapping(Entry::sample, Collectors.toList())));
        List<Line> lines = byKey.entrySet().stream()
                .map(each -> line(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingDouble(Line::cost).reversed())
                .toList();
        return new CostReport(
                lines, parts.stream().flatMap(part -> part.missing().stream()).toList());
    }

    private static Line line(Key key, List<Sample> samples) {
        return new Line(
                key.service(),
                key.route(),
                key.tenant(),
                sum(samples, "cost_requests_total"),
                sum(samples, "cost_cpu_seconds_total"),
                sum(samples, "cost_connection_seconds_total"),
                sum(samples, "cost_traffic_bytes_total"),
                sum(samples, "cost_money_total"),
                named(samples, "cost_money_total")
                        .map(sample -> sample.labels().get("currency"))
                        .findFirst()
                        .orElse(""));
    }

    private static double sum(List<Sample> samples, String name) {
        return named(samples, name).mapToDouble(Sample::value).sum();
    }

    private static Stream<Sample> named(List<Sample> samples, String name) {
        return samples.stream().filter(sample -> sample.name().equals(name));
    }
}
