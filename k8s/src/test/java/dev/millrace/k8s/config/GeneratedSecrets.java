package dev.millrace.k8s.config;

import dev.millrace.k8s.crd.PostgresCluster;
import dev.millrace.k8s.render.Manifests;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The Secrets that will exist in the cluster with their keys, by the operator or script that creates them. */
public final class GeneratedSecrets {
    private static final Set<String> LOGIN = Set.of("username", "password");
    private static final Set<String> KAFKA_USER = Set.of("ca.crt", "user.crt", "user.key", "user.p12", "user.password");
    private static final Set<String> KAFKA_SINK = Set.of("protocol", "ca.crt", "user.crt", "user.key");
    private static final Pattern ROLE = Pattern.compile("(?m)^ *login (\\S+)");
    private static final Pattern SINK = Pattern.compile("(?m)^ *sink (\\S+)");

    private GeneratedSecrets() {}

    /** Keys by the Secret's name. */
    public static Map<String, Set<String>> of(Manifests manifests) {
        Map<String, Set<String>> made = new HashMap<>();
        // CloudNativePG; of its certificate authority only the certificate is for clients.
        manifests
                .all(PostgresCluster.class)
                .forEach(each -> made.put(each.metadata().getName() + "-ca", Set.of("ca.crt")));
        // Strimzi
        manifests
                .all(Kafka.class)
                .forEach(each -> made.put(each.getMetadata().getName() + "-cluster-ca-cert", Set.of("ca.crt")));
        manifests
                .all(KafkaUser.class)
                .forEach(each -> made.put(each.getMetadata().getName(), KAFKA_USER));
        // k8s/secrets
        String script = Project.read(Path.of("secrets"));
        ROLE.matcher(script).results().forEach(each -> made.put(each.group(1) + "-database", LOGIN));
        SINK.matcher(script).results().forEach(each -> made.put(each.group(1) + "-dead-letters", KAFKA_SINK));
        return made;
    }
}
