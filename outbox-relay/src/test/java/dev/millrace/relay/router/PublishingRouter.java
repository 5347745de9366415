package dev.millrace.relay.router;

import dev.millrace.devstack.DevStack;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Debezium's connector and router, publishing to Kafka as Kafka Connect does, with offsets that outlive it. */
final class PublishingRouter {
    private final KafkaProducer<byte[], byte[]> producer;
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Thread running;
    private volatile Exception failure;

    private PublishingRouter(DevStack stack, Properties settings) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .notifying((RecordChangeEvent<SourceRecord> change) -> producer.send(
                        record(change.record()), (metadata, error) -> failure = error == null ? failure : error))
                .build();
        running = Thread.ofPlatform().start(engine);
    }

    static PublishingRouter start(DevStack stack, String table, Path offsets, Map<String, String> router) {
        Properties settings = ReferenceRouter.properties(stack, table, router);
        settings.setProperty("offset.storage", FileOffsetBackingStore.class.getName());
        settings.setProperty("offset.storage.file.filename", offsets.toString());
        settings.setProperty("offset.flush.interval.ms", "1000");
        return new PublishingRouter(stack, settings);
    }

    private static ProducerRecord<byte[], byte[]> record(SourceRecord routed) {
        SimpleHeaderConverter header = new SimpleHeaderConverter();
        StringConverter text = new StringConverter();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                routed.topic(),
                routed.key().toString().getBytes(UTF_8),
                text.fromConnectData(routed.topic(), routed.valueSchema(), routed.value()));
        routed.headers()
                .forEach(each -> record.headers()
                        .add(
                                each.key(),
                                header.fromConnectHeader(routed.topic(), each.key(), each.schema(), each.value())));
        return record;
    }

    void stop() throws IOException, InterruptedException {
        engine.close();
        running.join();
        producer.close();
        if (failure != null) {
            throw new AssertionError("an event was not published", failure);
        }
    }
}
