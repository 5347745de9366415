package dev.millrace.k8s;

import dev.millrace.k8s.crd.AuthorizationPolicy;
import dev.millrace.k8s.crd.PeerAuthentication;
import dev.millrace.k8s.crd.PostgresCluster;
import dev.millrace.k8s.crd.PostgresDatabase;
import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Overlay;
import dev.millrace.k8s.rules.Rule;
import io.fabric8.knative.sources.v1.KafkaSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HostPathVolumeSource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.millrace.k8s.render.Overlay.BASE;
import static dev.millrace.k8s.render.Overlay.HYBRID;
import static dev.millrace.k8s.render.Overlay.KNATIVE;
import static dev.millrace.k8s.render.Overlay.MESH;
import static org.assertj.core.api.Assertions.assertThat;

/** Every rule finds the mistake that it is there for. */
class PlantedMistakesTest {

    static Stream<Planted> mistakes() {
        return Stream.of(pods(), probes(), configuration(), references(), network(), data(), knative(), mesh())
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldBeFoundWhenItIsPlanted(Planted planted) {
        Rule rule = Rule.all().stream()
                .filter(each -> each.name().equals(planted.rule()))
                .findFirst()
                .orElseThrow();
        Manifests manifests = planted.in().manifests();
        planted.how().accept(manifests);
        assertThat(rule.brokenBy(manifests)).isNotEmpty();
    }

    @Test
    void shouldBeThereForEveryRule() {
        Set<String> tried = mistakes().map(Planted::rule).collect(Collectors.toSet());
        assertThat(tried)
                .isEqualTo(Rule.all().stream().map(Rule::name).collect(Collectors.toSet()));
    }

    private static Stream<Planted> pods() {
        return Stream.of(
                pod("images have a fixed version", "latest", container -> container.setImage("ghcr.io/millrace/order-service:latest")),
                pod("images have a fixed version", "none", container -> container.setImage("ghcr.io/millrace/order-service")),
                pod("images have a fixed version", "an old one", container -> container.setImage("ghcr.io/millrace/order-service:0.0.9")),
                pod("resources are requested and limited", "no memory limit", container -> container.getResources().setLimits(Map.of("cpu", new Quantity("1")))),
                pod("resources are requested and limited", "limit below the request", container -> container.getResources().setLimits(Map.of("cpu", new Quantity("1m"), "memory", new Quantity("512Mi")))),
                pod("pods are restricted", "capabilities", container -> container.getSecurityContext().setCapabilities(null)),
                pod("pods are restricted", "escalation", container -> container.getSecurityContext().setAllowPrivilegeEscalation(true)),
                spec("pods are restricted", "root", spec -> spec.getSecurityContext().setRunAsNonRoot(null)),
                spec("pods are restricted", "no seccomp", spec -> spec.getSecurityContext().setSeccompProfile(null)),
                spec("volumes are none of the host's", "a host's directory", spec -> {
                    spec.getVolumes().getFirst().setHostPath(new HostPathVolumeSource("/", ""));
                    spec.getVolumes().getFirst().setSecret(null);
                }),
                pod("the root file system is read-only", "writable", container -> container.getSecurityContext().setReadOnlyRootFilesystem(false)),
                spec("pods have an account without a token", "a token", spec -> spec.setAutomountServiceAccountToken(null)),
                spec("pods have an account without a token", "no account", spec -> spec.setServiceAccountName("somebody")),
                spec("no variables are made of Services", "links", spec -> spec.setEnableServiceLinks(null)),
                in(BASE, "how many there are is said once", "said twice", all -> all.get(Deployment.class, "order-service").getSpec().setReplicas(3)),
                in(BASE, "how many there are is said once", "not said", all -> all.get(Deployment.class, "outbox-relay").getSpec().setReplicas(null)),
                spec("several instances are spread", "on one node", spec -> spec.setTopologySpreadConstraints(List.of())));
    }

    private static Stream<Planted> probes() {
        return Stream.of(
                pod("probes ask what is there", "another path", container -> container.getReadinessProbe().getHttpGet().setPath("/health")),
                pod("probes ask what is there", "no start", container -> container.setStartupProbe(null)),
                pod("the port is the service's own", "another's", container -> container.getPorts().getFirst().setContainerPort(8080)),
                spec("requests under way are given their time", "none", spec -> spec.setTerminationGracePeriodSeconds(15L)),
                in(BASE, "metrics are scraped where there are some", "unread", all -> all.get(Deployment.class, "outbox-relay").getSpec().getTemplate().getMetadata().setAnnotations(Map.of())),
                in(BASE, "metrics are scraped where there are some", "none there", all -> all.get(Deployment.class, "order-service").getSpec().getTemplate().getMetadata().setAnnotations(Map.of("prometheus.io/scrape", "true"))));
    }

    private static Stream<Planted> configuration() {
        return Stream.of(
                pod("services know the variables they are given", "misspelt", container -> container.getEnv().add(new EnvVar("DATABASE_URI", "", null))),
                pod("services know the variables they are given", "another service's", container -> container.getEnv().add(new EnvVar("RELAY_MODE", "polling", null))),
                pod("services know the variables they are given", "fixed when built", container -> container.getEnv().add(new EnvVar("QUARKUS_DATASOURCE_DB_KIND", "h2", null))),
                pod("services know the variables they are given", "no setting of Kafka's", container -> container.getEnv().add(new EnvVar("KAFKA_SSL_KEYSTORE_FILE", "/tmp/a", null))),
                spec("files that configuration names are there", "no certificate", spec -> spec.getVolumes().stream().filter(each -> each.getName().equals("kafka")).forEach(each -> each.getProjected().setSources(List.of()))),
                spec("volumes are mounted and mounts have volumes", "no volume", spec -> spec.getVolumes().removeLast()),
                in(BASE, "only jobs migrate", "at each start", all -> data(all, "database").put("DATABASE_MIGRATE", "at-start")),
                in(KNATIVE, "only jobs migrate", "nobody does", all -> all.remove(all.get(Job.class, "order-service-migration"))),
                in(BASE, "others can reach the port", "loopback", all -> data(all, "http").put("QUARKUS_HTTP_HOST", "127.0.0.1")));
    }

    private static Stream<Planted> references() {
        return Stream.of(
                in(BASE, "configuration that is named is there", "gone", all -> all.remove(named(all, "kafka"))),
                pod("secrets that are named are made by somebody", "another name", container -> container.getEnv().stream().filter(each -> each.getName().equals("DATABASE_PASSWORD")).forEach(each -> each.getValueFrom().getSecretKeyRef().setName("database"))),
                pod("secrets that are named are made by somebody", "another key", container -> container.getEnv().stream().filter(each -> each.getName().equals("DATABASE_PASSWORD")).forEach(each -> each.getValueFrom().getSecretKeyRef().setKey("pass"))),
                in(BASE, "Services lead to pods and their ports", "no such label", all -> all.get(Service.class, "customer-service").getSpec().setSelector(Map.of("app", "customer-service"))),
                in(BASE, "Services lead to pods and their ports", "too many", all -> all.get(Service.class, "customer-service").getSpec().setSelector(Map.of("app.kubernetes.io/part-of", "millrace"))),
                pod("Services lead to pods and their ports", "port renamed", container -> container.getPorts().getFirst().setName("web")),
                in(BASE, "the ingress leads to a Service", "gone", all -> all.all(Ingress.class).getFirst().getSpec().getRules().getFirst().getHttp().getPaths().getFirst().getBackend().getService().setName("gateway")),
                in(BASE, "autoscalers have something to scale", "gone", all -> all.get(HorizontalPodAutoscaler.class, "order-service").getSpec().getScaleTargetRef().setName("orders")),
                in(BASE, "every Deployment of ours has a disruption budget", "none", all -> all.remove(all.get(PodDisruptionBudget.class, "outbox-relay"))));
    }

    private static Stream<Planted> network() {
        return Stream.of(
                in(BASE, "addresses lead somewhere", "no such Service", all -> data(all, "api-gateway").put("ORDER_SERVICE_HOSTNAME", "_http._tcp.orders.millrace.svc.cluster.local")),
                in(KNATIVE, "addresses lead somewhere", "another port", all -> data(all, "api-gateway").put("ORDER_SERVICE_ADDRESSES", "order-service.millrace.svc.cluster.local:8081")),
                in(BASE, "nothing is open by default", "no default", all -> all.remove(all.get(NetworkPolicy.class, "default-deny"))),
                in(BASE, "names can be resolved", "no rule", all -> all.remove(all.get(NetworkPolicy.class, "dns"))),
                in(BASE, "whoever is told an address gets there", "relay without Kafka", all -> all.get(Deployment.class, "outbox-relay").getSpec().getTemplate().getMetadata().getLabels().remove("millrace.dev/kafka")),
                in(BASE, "whoever is told an address gets there", "gateway not let in", all -> all.remove(all.get(NetworkPolicy.class, "order-history-service"))),
                in(HYBRID, "whoever is told an address gets there", "gateway without Knative", all -> all.get(Deployment.class, "api-gateway").getSpec().getTemplate().getMetadata().getLabels().remove("millrace.dev/knative")),
                in(KNATIVE, "whoever is told an address gets there", "no events", all -> all.remove(all.get(NetworkPolicy.class, "kafka-eventing"))),
                in(BASE, "nobody gets to where nothing leads them", "gateway to PostgreSQL", all -> all.get(Deployment.class, "api-gateway").getSpec().getTemplate().getMetadata().getLabels().put("millrace.dev/postgres", "client")),
                in(BASE, "nobody gets to where nothing leads them", "all callers", all -> all.get(NetworkPolicy.class, "customer-service").getSpec().getIngress().getFirst().setFrom(List.of())),
                in(KNATIVE, "nobody gets to where nothing leads them", "events by anybody", all -> all.all(NetworkPolicy.class).stream()
                        .filter(each -> each.getMetadata().getNamespace().equals("kourier-system"))
                        .forEach(all::remove)));
    }

    private static Stream<Planted> data() {
        return Stream.of(
                in(BASE, "there are a database and a role for each service", "one is missing", all -> all.remove(all.all(PostgresDatabase.class).getFirst())),
                in(BASE, "PostgreSQL lets each role into its own database only, over TLS", "no last rule", all -> cluster(all).postgresql().pg_hba().removeLast()),
                in(BASE, "PostgreSQL lets each role into its own database only, over TLS", "in the clear", all -> cluster(all).postgresql().pg_hba().set(0, "host orders order_service all scram-sha-256")),
                in(BASE, "PostgreSQL can be tailed, and loses nothing", "replica", all -> cluster(all).postgresql().parameters().put("wal_level", "replica")),
                pod("services log in as themselves, over TLS", "unverified", container -> value(container, "DATABASE_URL", "jdbc:postgresql://postgres-rw:5432/orders?sslmode=require")),
                pod("services log in as themselves, over TLS", "another's database", container -> value(container, "DATABASE_URL", container.getEnv().getFirst().getValue().replace("/orders", "/customers"))),
                in(BASE, "PostgreSQL has connections for all instances", "larger pools", all -> data(all, "database").put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "40")),
                in(BASE, "the topics are those of the development stack", "fewer partitions", all -> all.get(KafkaTopic.class, "order.events").getSpec().setPartitions(1)),
                in(BASE, "the topics are those of the development stack", "events that go", all -> all.get(KafkaTopic.class, "order.events").getSpec().getConfig().remove("retention.ms")),
                in(BASE, "users may do what they have to, and nothing else", "one right more", all -> acls(all, "order-service").add(acls(all, "customer-service").getFirst())),
                in(BASE, "users may do what they have to, and nothing else", "one right less", all -> acls(all, "outbox-relay").removeLast()),
                in(BASE, "Kafka asks for certificates and keeps what it has answered", "one replica", all -> all.get(Kafka.class, "kafka").getSpec().getKafka().getConfig().put("default.replication.factor", 1)),
                in(BASE, "Kafka asks for certificates and keeps what it has answered", "no rights", all -> all.get(Kafka.class, "kafka").getSpec().getKafka().setAuthorization(null)),
                in(BASE, "services speak to Kafka as themselves", "in the clear", all -> data(all, "kafka").put("KAFKA_SECURITY_PROTOCOL", "PLAINTEXT")));
    }

    private static Stream<Planted> knative() {
        return Stream.of(
                in(KNATIVE, "Knative scales to zero, and not without end", "pinned", all -> revision(all).getAnnotations().put("autoscaling.knative.dev/min-scale", "1")),
                in(KNATIVE, "Knative scales to zero, and not without end", "endless", all -> revision(all).getAnnotations().remove("autoscaling.knative.dev/max-scale")),
                in(KNATIVE, "what scales to zero has no consumers", "pulls", all -> data(all, "push").put("MESSAGING_MODE", "pull")),
                in(KNATIVE, "what is pushed to has a source of its topics", "none", all -> all.remove(all.get(KafkaSource.class, "order-service"))),
                in(KNATIVE, "what is pushed to has a source of its topics", "another topic", all -> all.get(KafkaSource.class, "order-service").getSpec().setTopics(List.of("order.events"))),
                in(KNATIVE, "what is pushed to has a source of its topics", "any order", all -> all.get(KafkaSource.class, "order-service").getSpec().setOrdering("unordered")),
                in(KNATIVE, "what cannot be delivered is kept", "dropped", all -> all.get(KafkaSource.class, "order-service").getSpec().getDelivery().setDeadLetterSink(null)),
                in(KNATIVE, "the relay never scales to zero", "it does", all -> all.get(io.fabric8.knative.serving.v1.Service.class, "order-service").getSpec().getTemplate().getSpec().getContainers().getFirst().setImage("ghcr.io/millrace/outbox-relay:0.1.0")),
                in(KNATIVE, "a name is one Service's", "two", all -> {
                    Service second = new Service();
                    second.setMetadata(new ObjectMeta());
                    second.getMetadata().setName("order-service");
                    all.add(second);
                }));
    }

    private static Stream<Planted> mesh() {
        return Stream.of(
                in(MESH, "in the mesh, callers show certificates", "not there", all -> all.remove(all.all(PeerAuthentication.class).stream().filter(each -> each.spec().selector() == null).findFirst().orElseThrow())),
                in(MESH, "in the mesh, all of ours take part", "one does not", all -> all.get(Deployment.class, "order-service").getSpec().getTemplate().getMetadata().getLabels().remove("sidecar.istio.io/inject")),
                in(MESH, "in the mesh, the network's callers may call, and nobody else", "one may not", all -> all.remove(policy(all, "customer-service"))),
                in(MESH, "in the mesh, the network's callers may call, and nobody else", "others may", all -> all.remove(policy(all, "nobody"))));
    }

    private static Planted in(Overlay overlay, String rule, String mistake, Consumer<Manifests> how) {
        return new Planted(rule, overlay, mistake, how);
    }

    private static Planted spec(String rule, String mistake, Consumer<PodSpec> how) {
        return in(BASE, rule, mistake, all ->
                how.accept(all.get(Deployment.class, "order-service").getSpec().getTemplate().getSpec()));
    }

    private static Planted pod(String rule, String mistake, Consumer<Container> how) {
        return spec(rule, mistake, spec -> how.accept(spec.getContainers().getFirst()));
    }

    /** A generated ConfigMap, by the name before its hash. */
    private static ConfigMap named(Manifests all, String name) {
        return all.all(ConfigMap.class).stream()
                .filter(each -> each.getMetadata().getName().matches(name + "-[a-z0-9]{10}"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> data(Manifests all, String name) {
        return named(all, name).getData();
    }

    private static void value(Container container, String variable, String value) {
        container.getEnv().stream().filter(each -> each.getName().equals(variable)).forEach(each -> each.setValue(value));
    }

    private static PostgresCluster.Spec cluster(Manifests all) {
        return all.all(PostgresCluster.class).getFirst().spec();
    }

    private static List<io.strimzi.api.kafka.model.user.acl.AclRule> acls(Manifests all, String user) {
        return ((KafkaUserAuthorizationSimple) all.get(KafkaUser.class, user).getSpec().getAuthorization()).getAcls();
    }

    private static ObjectMeta revision(Manifests all) {
        return all.get(io.fabric8.knative.serving.v1.Service.class, "order-service").getSpec().getTemplate().getMetadata();
    }

    private static AuthorizationPolicy policy(Manifests all, String name) {
        return all.all(AuthorizationPolicy.class).stream()
                .filter(each -> each.metadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
