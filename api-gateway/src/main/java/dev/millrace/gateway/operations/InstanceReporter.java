package dev.millrace.gateway.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.gateway.operations.InstanceReport.Check;
import dev.millrace.gateway.operations.InstanceReport.Sample;
import dev.millrace.gateway.operations.InstanceReport.State;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks an instance for its health and metrics. */
@ApplicationScoped
class InstanceReporter {
    private static final Pattern SHOWN =
            Pattern.compile("(\\w+_)?build_info|relay_(state|lag_seconds|outbox_waiting_rows|slot_retained_bytes)");

    private final ManagementClient client;
    private final ObjectMapper json;

    InstanceReporter(@RestClient ManagementClient client, ObjectMapper json) {
        this.client = client;
        this.json = json;
    }

    /** Never fails: an instance that does not answer is reported as unreachable. */
    Uni<InstanceReport> report(ManagedInstance instance) {
        return Uni.combine()
                .all()
                .unis(client.health(instance.address()), client.metrics(instance.address()))
                .with((health, metrics) -> report(instance, read(health), samples(metrics)))
                .onFailure()
                .recoverWithItem(failure -> InstanceReport.unreachable(instance, failure));
    }

    private static InstanceReport report(ManagedInstance instance, JsonNode health, List<Sample> metrics) {
        boolean up = "UP".equals(health.path("status").asText());
        List<Check> checks =
                health.path("checks").valueStream().map(InstanceReporter::check).toList();
        return new InstanceReport(
                instance.service(),
                instance.address().getAuthority(),
                up ? State.UP : State.DOWN,
                null,
                checks,
                metrics);
    }

    private static Check check(JsonNode check) {
        Map<String, String> data = new TreeMap<>();
        check.path("data")
                .properties()
                .forEach(each -> data.put(each.getKey(), each.getValue().asText()));
        return new Check(check.path("name").asText(), check.path("status").asText(), data);
    }

    private static List<Sample> samples(Response answer) {
        return PrometheusText.samples(answer.readEntity(String.class), SHOWN.asMatchPredicate());
    }

    private JsonNode read(Response answer) {
        try {
            return json.readTree(answer.readEntity(String.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(answer.getStatus() + " without a health report", e);
        }
    }
}
