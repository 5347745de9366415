package dev.millrace.chassis.deployment;

import dev.millrace.chassis.events.CloudEvent;
import dev.millrace.chassis.events.Headers;
import dev.millrace.chassis.ids.UuidV7;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Publishes {@code service.started.v1}, keyed by the service's name. It is not sent again when Kafka is unavailable: the
 * log line and the metric report the start, too.
 */
@ApplicationScoped
class StartEventProducer {
    static final String TYPE = "service.started.v1";

    private static final Logger LOG = Logger.getLogger(StartEventProducer.class);
    private static final int TIMEOUT_MS = 10_000;

    private final DeploymentConfig config;
    private final Map<String, Object> kafka;

    StartEventProducer(DeploymentConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.kafka = kafka;
    }

    /** Blocks until the event has been written or has failed. */
    void publish(Release release, String digest) {
        config.topic().filter(topic -> !topic.isBlank()).ifPresent(topic -> publish(topic, release, digest));
    }

    private void publish(String topic, Release release, String digest) {
        try (Producer<String, byte[]> producer = new KafkaProducer<>(configuration(release))) {
            producer.send(record(topic, release, digest), (written, failure) -> {
                if (failure != null) {
                    notPublished(topic, failure);
                }
            });
        } catch (KafkaException e) {
            notPublished(topic, e);
        }
    }

    private static void notPublished(String topic, Exception failure) {
        LOG.warnf("This start was not published to %s: %s", topic, failure.getMessage());
    }

    private ProducerRecord<String, byte[]> record(String topic, Release release, String digest) {
        JsonObject data = JsonObject.of("service", release.service(), "version", release.version())
                .put("commit", release.commit())
                .put("builtAt", release.time())
                .put("runtime", release.runtime())
                .put("configDigest", digest);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, release.service(), data.encode().getBytes(UTF_8));
        header(record, Headers.ID, UuidV7.next().toString());
        header(record, Headers.TYPE, TYPE);
        header(record, Headers.SOURCE, "/" + release.service());
        header(record, Headers.SUBJECT, release.service());
        header(record, Headers.SPEC_VERSION, CloudEvent.SPEC_VERSION);
        header(record, Headers.TIME, Instant.now().toString());
        header(record, Headers.CONTENT_TYPE, CloudEvent.CONTENT_TYPE);
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }

    private Map<String, Object> configuration(Release release) {
        Map<String, Object> configuration = new HashMap<>(kafka);
        configuration.put("client.id", release.service() + "-start");
        configuration.put("key.serializer", StringSerializer.class.getName());
        configuration.put("value.serializer", ByteArraySerializer.class.getName());
        configuration.put("acks", "all");
        configuration.put("max.block.ms", TIMEOUT_MS);
        configuration.put("request.timeout.ms", TIMEOUT_MS);
        configuration.put("delivery.timeout.ms", TIMEOUT_MS);
        configuration.put("linger.ms", 0);
        return configuration;
    }
}
