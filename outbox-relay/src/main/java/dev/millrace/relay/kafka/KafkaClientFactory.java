package dev.millrace.relay.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.oauthbearer.ClientJwtValidator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Creates Kafka clients. The operator's settings override the defaults, except those that exactly-once publishing
 * needs.
 */
final class KafkaClientFactory {
    private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private final Map<String, String> settings;

    KafkaClientFactory(Map<String, String> settings) {
        this.settings = settings;
        allow(settings.get(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL));
    }

    /**
     * Kafka requests tokens only at addresses that a system property names, in case others than the operator configure
     * clients. Here only the operator does.
     */
    private static void allow(@Nullable String tokenEndpoint) {
        if (tokenEndpoint != null && System.getProperty(ALLOWED_URLS) == null) {
            System.setProperty(ALLOWED_URLS, tokenEndpoint);
        }
    }

    Producer<byte[], byte[]> producer(String transactionalId) {
        Map<String, Object> properties = common();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0); // a commit flushes anyway
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16 * 1024 * 1024);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        // An open transaction of a frozen relay blocks read_committed consumers of its topics for this long.
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 20_000);
        // Back-off of a transaction that begins before the previous one is complete.
        properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2);
        properties.putAll(settings);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    Consumer<byte[], byte[]> committedReader() {
        return reader(common());
    }

    /** @param group consumer group, whose committed offsets say where to continue */
    Consumer<byte[], byte[]> committedReader(String group) {
        Map<String, Object> properties = common();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        return reader(properties);
    }

    private Consumer<byte[], byte[]> reader(Map<String, Object> properties) {
        // A pending fetch would delay the consumer's close.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        properties.putAll(settings);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Admin admin() {
        Map<String, Object> properties = common();
        properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.putAll(settings);
        Properties all = new Properties();
        all.putAll(properties);
        return Admin.create(all);
    }

    private static Map<String, Object> common() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        // Kafka's default also loads the brokers' validator and its library, which the relay does not have.
        properties.put(SaslConfigs.SASL_OAUTHBEARER_JWT_VALIDATOR_CLASS, ClientJwtValidator.class.getName());
        return properties;
    }
}
