package dev.millrace.relay.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.config.SourceConfig;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Creates the mapper of a source by the layout of its table. */
final class RecordMapperFactory {
    private final RelayConfig config;
    private final TopicRouter router;
    private final ObjectMapper json;
    private final Supplier<Admin> admins;

    /** @throws IllegalArgumentException when a source's settings of the router are unusable */
    RecordMapperFactory(RelayConfig config, TopicRouter router, ObjectMapper json, Supplier<Admin> admins) {
        this.config = config;
        this.router = router;
        this.json = json;
        this.admins = admins;
        config.sources().keySet().forEach(this::of);
    }

    RecordMapper of(String sourceName) {
        SourceConfig source = config.sources().get(sourceName);
        return source != null && source.layout() == SourceConfig.Layout.DEBEZIUM
                ? new EventRouterMapper(sourceName, source, new RouterTopics(admins))
                : new CloudEventMapper(router, json);
    }

    /** Whether any source's records are CloudEvents, which go to the configured routes. */
    boolean usesRoutes() {
        return config.sources().values().stream().anyMatch(source -> source.layout() == SourceConfig.Layout.MILLRACE);
    }

    /** The topics among these that records of the outbox event router can be on. */
    Set<String> routed(Collection<String> topics) {
        Set<Pattern> patterns = config.sources().values().stream()
                .filter(source -> source.layout() == SourceConfig.Layout.DEBEZIUM)
                .map(source -> RouterTopics.pattern(source.router()))
                .collect(Collectors.toSet());
        Set<String> found = new LinkedHashSet<>(topics);
        found.removeIf(topic ->
                patterns.stream().noneMatch(pattern -> pattern.matcher(topic).matches()));
        return found;
    }
}
