package dev.millrace.k8s.config;

import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Overlay;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Kafka clients get the properties named {@code kafka.*}; the environment variables must map to exactly these. */
class KafkaSettingsTest {
    private static final String PREFIX = "kafka.";

    @ParameterizedTest
    @ValueSource(
            strings = {"api-gateway", "order-service", "customer-service", "order-history-service", "outbox-relay"})
    void shouldReachTheClientWhenTheyAreVariables(String workload) {
        Manifests manifests = Overlay.BASE.manifests();
        Map<String, String> variables = manifests.environment(manifests.workload(workload));
        variables.put("KAFKA_SSL_KEYSTORE_PASSWORD", "secret");

        assertThat(clientSettings(variables))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.keystore.type", "PKCS12")
                .containsEntry("ssl.keystore.location", "/etc/millrace/kafka/user.p12")
                .containsEntry("ssl.keystore.password", "secret")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", "/etc/millrace/kafka/ca.crt")
                .containsEntry("bootstrap.servers", "kafka-kafka-bootstrap:9093")
                .allSatisfy(
                        (key, value) -> assertThat(ConsumerConfig.configNames()).contains(key));
    }

    private static Map<String, String> clientSettings(Map<String, String> variables) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(variables, 300))
                .build();
        Map<String, String> settings = new TreeMap<>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(PREFIX))
                .forEach(name -> settings.put(name.substring(PREFIX.length()), config.getValue(name, String.class)));
        return settings;
    }
}
