package dev.millrace.gateway.overview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** Loads a part of the overview; a part that fails or misses the deadline is empty. */
@ApplicationScoped
class OverviewPartLoader {
    private static final Logger LOG = Logger.getLogger(OverviewPartLoader.class);

    private final OverviewConfig config;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    OverviewPartLoader(OverviewConfig config, ObjectMapper json, MeterRegistry meters) {
        this.config = config;
        this.json = json;
        this.meters = meters;
    }

    /** @param refusals statuses that fail the whole overview, with {@link Refusal} */
    Uni<Optional<JsonNode>> of(String name, Uni<RestResponse<byte[]>> call, Set<Integer> refusals) {
        return call.ifNoItem()
                .after(config.deadline())
                .fail()
                .map(answer -> Optional.of(body(answer, refusals)))
                .onFailure(failure -> !(failure instanceof Refusal))
                .recoverWithItem(failure -> missing(name, failure));
    }

    private JsonNode body(RestResponse<byte[]> answer, Set<Integer> refusals) {
        if (refusals.contains(answer.getStatus())) {
            throw new Refusal(answer);
        }
        if (answer.getStatus() != 200) {
            throw new IllegalStateException("answered " + answer.getStatus());
        }
        try {
            JsonNode body = json.readTree(answer.getEntity());
            if (!body.isObject()) {
                throw new IllegalStateException("answered something else than an object");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<JsonNode> missing(String name, Throwable failure) {
        LOG.warnf("An overview goes out without %s: %s", name, failure);
        meters.counter("gateway.overview.missing", "part", name).increment();
        return Optional.empty();
    }
}
