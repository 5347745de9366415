package dev.millrace.gateway.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.gateway.operations.ComposedList.Missing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/** Composes a list that several instances have a part of. An instance that answers 404 keeps no such list. */
@ApplicationScoped
class ListComposer {
    private static final ComposedList NONE = new ComposedList(List.of(), List.of(), List.of());

    private final ObjectMapper json;

    ListComposer(ObjectMapper json) {
        this.json = json;
    }

    Uni<ComposedList> compose(Collection<ManagedInstance> instances, Function<URI, Uni<RestResponse<byte[]>>> call) {
        if (instances.isEmpty()) {
            return Uni.createFrom().item(NONE);
        }
        List<Uni<ComposedList>> parts = instances.stream()
                .map(each -> part(each.service(), call.apply(each.address())))
                .toList();
        return Uni.join().all(parts).andFailFast().map(ListComposer::join);
    }

    private Uni<ComposedList> part(String service, Uni<RestResponse<byte[]>> call) {
        return call.map(answer -> part(service, answer))
                .onFailure()
                .recoverWithItem(failure -> missing(service, FailureText.of(failure)));
    }

    private ComposedList part(String service, RestResponse<byte[]> answer) {
        return switch (answer.getStatus()) {
            case 200 -> new ComposedList(items(service, answer.getEntity()), List.of(service), List.of());
            case 404 -> NONE;
            default -> missing(service, "It answered " + answer.getStatus() + ".");
        };
    }

    private List<JsonNode> items(String service, byte[] body) {
        try {
            List<JsonNode> items =
                    json.readTree(body).path("items").valueStream().toList();
            items.forEach(item -> ((ObjectNode) item).put("service", service));
            return items;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ComposedList missing(String service, String reason) {
        return new ComposedList(List.of(), List.of(), List.of(new Missing(service, reason)));
    }

    private static ComposedList join(List<ComposedList> parts) {
        return new ComposedList(
                parts.stream().flatMap(part -> part.items().stream()).toList(),
                parts.stream()
                        .flatMap(part -> part.sources().stream())
                        .distinct()
                        .toList(),
                parts.stream().flatMap(part -> part.missing().stream()).toList());
    }
}
