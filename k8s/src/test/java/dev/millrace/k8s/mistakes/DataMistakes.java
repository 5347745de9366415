package dev.millrace.k8s.mistakes;

import dev.millrace.k8s.crd.PostgresDatabase;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.util.stream.Stream;

import static dev.millrace.k8s.mistakes.MistakeFactory.acls;
import static dev.millrace.k8s.mistakes.MistakeFactory.cluster;
import static dev.millrace.k8s.mistakes.MistakeFactory.data;
import static dev.millrace.k8s.mistakes.MistakeFactory.in;
import static dev.millrace.k8s.mistakes.MistakeFactory.pod;
import static dev.millrace.k8s.mistakes.MistakeFactory.value;
import static dev.millrace.k8s.render.Overlay.BASE;

/** Mistakes in PostgreSQL and Kafka. */
final class DataMistakes {
    private DataMistakes() {}

    static Stream<PlantedMistake> all() {
        return Stream.of(
                in(
                        BASE,
                        "there are a database and a role for each service",
                        "one is missing",
                        all -> all.remove(all.all(PostgresDatabase.class).getFirst())),
                in(
                        BASE,
                        "PostgreSQL lets each role into its own database only, over TLS",
                        "no last rule",
                        all -> cluster(all).postgresql().pg_hba().removeLast()),
                in(
                        BASE,
                        "PostgreSQL lets each role into its own database only, over TLS",
                        "in the clear",
                        all -> cluster(all)
                                .postgresql()
                                .pg_hba()
                                .set(0, "host orders order_service all scram-sha-256")),
                in(
                        BASE,
                        "PostgreSQL can be tailed, and loses nothing",
                        "replica",
                        all -> cluster(all).postgresql().parameters().put("wal_level", "replica")),
                pod(
                        "services log in as themselves, over TLS",
                        "unverified",
                        container -> value(
                                container,
                                "DATABASE_URL",
                                "jdbc:postgresql://postgres-rw:5432/orders?sslmode=require")),
                pod(
                        "services log in as themselves, over TLS",
                        "another's database",
                        container -> value(
                                container,
                                "DATABASE_URL",
                                container.getEnv().getFirst().getValue().replace("/orders", "/customers"))),
                in(
                        BASE,
                        "PostgreSQL has connections for all instances",
                        "larger pools",
                        all -> data(all, "database").put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "40")),
                in(
                        BASE,
                        "the topics are those of the development stack",
                        "fewer partitions",
                        all -> all.get(KafkaTopic.class, "order.events")
                                .getSpec()
                                .setPartitions(1)),
                in(
                        BASE,
                        "the topics are those of the development stack",
                        "events that go",
                        all -> all.get(KafkaTopic.class, "order.events")
                                .getSpec()
                                .getConfig()
                                .remove("retention.ms")),
                in(
                        BASE,
                        "users may do what they have to, and nothing else",
                        "one right more",
                        all -> acls(all, "order-service")
                                .add(acls(all, "outbox-relay").getFirst())),
                in(
                        BASE,
                        "users may do what they have to, and nothing else",
                        "one right less",
                        all -> acls(all, "outbox-relay").removeLast()),
                in(
                        BASE,
                        "Kafka asks for certificates and keeps what it has answered",
                        "one replica",
                        all -> all.get(Kafka.class, "kafka")
                                .getSpec()
                                .getKafka()
                                .getConfig()
                                .put("default.replication.factor", 1)),
                in(
                        BASE,
                        "Kafka asks for certificates and keeps what it has answered",
                        "no rights",
                        all -> all.get(Kafka.class, "kafka")
                                .getSpec()
                                .getKafka()
                                .setAuthorization(null)),
                pod(
                        "services speak to Kafka as themselves",
                        "where is Kafka?",
                        container -> container
                                .getEnvFrom()
                                .removeIf(
                                        each -> each.getConfigMapRef().getName().startsWith("kafka-"))),
                in(
                        BASE,
                        "services speak to Kafka as themselves",
                        "in the clear",
                        all -> data(all, "kafka").put("KAFKA_SECURITY_PROTOCOL", "PLAINTEXT")));
    }
}
