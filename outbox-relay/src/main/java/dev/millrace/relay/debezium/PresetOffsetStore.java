package dev.millrace.relay.debezium;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;

/**
 * Tells the engine the position that the relay read from Kafka, and remembers the later ones, which the relay has
 * committed to Kafka by itself together with the events.
 */
public final class PresetOffsetStore implements OffsetBackingStore {
    private volatile ByteBuffer offset;

    /**
     * The end of a transaction is all that Debezium is told. It then reads on from there; with more of its own offset it
     * would first read everything once to look for the place.
     */
    @Override
    public void configure(WorkerConfig config) {
        String json = "{\"lsn\":%s}".formatted(config.originalsStrings().get(EngineSettings.LSN));
        offset = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        ByteBuffer known = offset;
        return CompletableFuture.completedFuture(
                keys.stream().collect(Collectors.toMap(Function.identity(), key -> known.duplicate())));
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, Callback<Void> callback) {
        values.values().forEach(value -> offset = value);
        callback.onCompletion(null, null);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
