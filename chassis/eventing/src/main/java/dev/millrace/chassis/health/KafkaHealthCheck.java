package dev.millrace.chassis.health;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.health.api.HealthGroup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether Kafka answers, in the health group {@code dependencies}. It is not part of readiness: without Kafka the
 * service still handles requests, and their events wait in the outbox.
 */
@HealthGroup("dependencies")
@ApplicationScoped
class KafkaHealthCheck implements HealthCheck {
    private static final int TIMEOUT_SECONDS = 2;

    private final Admin kafka;
    private final String servers;

    KafkaHealthCheck(@Identifier("default-kafka-broker") Map<String, Object> config) {
        Map<String, Object> settings = new HashMap<>(config);
        settings.put("default.api.timeout.ms", (int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        settings.put("request.timeout.ms", (int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        kafka = Admin.create(settings);
        servers = String.valueOf(config.get("bootstrap.servers"));
    }

    @Override
    public HealthCheckResponse call() {
        try {
            String cluster = kafka.describeCluster().clusterId().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return HealthCheckResponse.named("kafka")
                    .up()
                    .withData("cluster", cluster)
                    .build();
        } catch (ExecutionException e) {
            return down(String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            return down("no answer within " + TIMEOUT_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HealthCheckResponse.down("kafka");
        }
    }

    private HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named("kafka")
                .down()
                .withData("error", "Kafka at " + servers + ": " + reason)
                .build();
    }

    @PreDestroy
    void close() {
        kafka.close();
    }
}
