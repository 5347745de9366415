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
 * Gives the engine the position that the relay read from Kafka, and keeps later offsets in memory only. The relay
 * itself commits its positions to Kafka together with the events.
 */
public final class PresetOffsetStore implements OffsetBackingStore {
    @SuppressWarnings("NullAway.Init") // the engine calls configure first
    private volatile ByteBuffer offset;

    /**
     * Gives Debezium only the LSN of the end of a transaction, so that it reads on from there. With a complete offset
     * of its own it would first read the log once to find the position.
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
