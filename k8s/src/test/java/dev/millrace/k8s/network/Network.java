package dev.millrace.k8s.network;

import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Workload;
import io.fabric8.knative.sources.v1.KafkaSource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares the connections that the configuration requires with those that the network policies allow. */
public final class Network {
    private static final int POSTGRES_PORT = 5432;
    private static final int POSTGRES_STATUS = 8000;
    private static final int KAFKA_PORT = 9093;
    private static final int HTTPS = 443;
    private static final int KOURIER_INTERNAL_PORT = 8081;
    private static final int KNATIVE_INSTANCE = 8012;
    private static final int KNATIVE_METRICS = 9090;
    private static final int MESH_METRICS = 15020;

    /** {@code jdbc:postgresql://host:port/}, {@code http://host}, {@code _http._tcp.host}, {@code host:port}. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:jdbc:postgresql://|(https?)://|_http\\._tcp\\.)?([a-z0-9-]+)([a-z0-9.-]*)(?::(\\d+))?(?:/.*)?");

    private static final Pattern TELLS = Pattern.compile(
            "DATABASE_URL|RELAY_SOURCES_.*_JDBC_URL|KAFKA_BOOTSTRAP_SERVERS|IDENTITY_ISSUER|QUARKUS_REST_CLIENT_.*_URL|.*_ADDRESS|.*_ADDRESSES|.*_HOSTNAME");

    private static final Endpoint POSTGRES =
            Endpoint.inNamespace("postgres", Endpoint.OURS, Map.of("cnpg.io/cluster", "postgres"));
    private static final Endpoint KAFKA = Endpoint.inNamespace(
            "kafka", Endpoint.OURS, Map.of("strimzi.io/cluster", "kafka", "strimzi.io/name", "kafka-kafka"));
    private static final Endpoint ISSUER = Endpoint.outside("issuer", "203.0.113.7");
    private static final Endpoint PROMETHEUS = Endpoint.inNamespace("prometheus", "monitoring", Map.of());
    private static final Endpoint INGRESS = Endpoint.inNamespace("ingress", "ingress-nginx", Map.of());
    private static final Endpoint POSTGRES_OPERATOR = Endpoint.inNamespace("operator", "cnpg-system", Map.of());
    private static final Endpoint STRANGER = Endpoint.inNamespace("stranger", "default", Map.of());
    private static final Endpoint KOURIER =
            Endpoint.inNamespace("kourier", "kourier-system", Map.of("app", "3scale-kourier-gateway"));
    private static final Endpoint ACTIVATOR = Endpoint.inNamespace("activator", "knative-serving", Map.of());
    private static final Endpoint EVENT_SOURCE = Endpoint.inNamespace("event source", "knative-eventing", Map.of());
    private static final Endpoint DNS = Endpoint.inNamespace("dns", "kube-system", Map.of("k8s-app", "kube-dns"));
    private static final Endpoint MESH = Endpoint.inNamespace("istiod", "istio-system", Map.of());

    /** These connect to the Kubernetes API, whose address no rule can name: it is matched by port only. */
    private static final Set<Endpoint> OPERATOR_MANAGED = Set.of(POSTGRES, KAFKA);

    private final Manifests manifests;
    private final Map<String, Endpoint> ours = new TreeMap<>();
    private final Policies policies;
    private final Set<Flow> needed = new LinkedHashSet<>();
    private final List<String> unknown = new ArrayList<>();

    public Network(Manifests manifests) {
        this.manifests = manifests;
        this.policies = new Policies(manifests);
        manifests.workloads().forEach(each -> ours.put(each.name(), Endpoint.of(each)));
        manifests.workloads().forEach(this::needs);
        manifests.all(Ingress.class).stream()
                .flatMap(each -> each.getSpec().getRules().stream())
                .flatMap(each -> each.getHttp().getPaths().stream())
                .map(each -> each.getBackend().getService())
                .forEach(each -> toService(INGRESS, each.getName(), Optional.empty()));
        manifests.all(KafkaSource.class).forEach(each -> {
            needed.add(new Flow(EVENT_SOURCE, KAFKA, KAFKA_PORT));
            needed.add(new Flow(EVENT_SOURCE, KOURIER, KOURIER_INTERNAL_PORT));
        });
        needed.add(new Flow(POSTGRES_OPERATOR, POSTGRES, POSTGRES_STATUS));
        Stream.of(POSTGRES_PORT, POSTGRES_STATUS).forEach(port -> needed.add(new Flow(POSTGRES, POSTGRES, port)));
    }

    /** Addresses in the configuration that no endpoint has. */
    public List<String> unknown() {
        return unknown;
    }

    /** Required connections that are not allowed. */
    public List<Flow> missing() {
        return needed.stream().filter(flow -> !policies.allow(flow)).toList();
    }

    /** Allowed connections that are not required. */
    public List<Flow> excessive() {
        return Stream.concat(ours.values().stream(), outsiders())
                .flatMap(from -> listeners().map(listener -> new Flow(from, listener.to(), listener.port())))
                .filter(flow ->
                        flow.from().isOurs() || flow.to().isOurs() || flow.to().equals(KOURIER))
                .filter(flow ->
                        !(OPERATOR_MANAGED.contains(flow.from()) && flow.to().equals(ISSUER)))
                .filter(flow -> !needed.contains(flow))
                .filter(policies::allow)
                .distinct()
                .toList();
    }

    /** This project's endpoints that no policy isolates in both directions. */
    public List<Endpoint> open() {
        return ours.values().stream()
                .filter(each ->
                        policies.allow(new Flow(each, STRANGER, 1)) || policies.allow(new Flow(STRANGER, each, 1)))
                .toList();
    }

    /** This project's endpoints that cannot resolve names. */
    public List<Endpoint> nameless() {
        return ours.values().stream()
                .filter(each -> !policies.allow(new Flow(each, DNS, 53)))
                .toList();
    }

    private Stream<Endpoint> outsiders() {
        Stream<Endpoint> always = Stream.of(PROMETHEUS, INGRESS, STRANGER, POSTGRES_OPERATOR, POSTGRES, KAFKA);
        return hasKnative() ? Stream.concat(always, Stream.of(KOURIER, ACTIVATOR, EVENT_SOURCE)) : always;
    }

    private Stream<Flow> listeners() {
        Stream<Flow> pods = ours.values().stream()
                .flatMap(each -> Stream.concat(
                                each.namedPorts().values().stream(),
                                Stream.of(KNATIVE_INSTANCE, KNATIVE_METRICS, MESH_METRICS))
                        .map(port -> new Flow(each, each, port)));
        Stream<Flow> others = Stream.of(
                new Flow(POSTGRES, POSTGRES, POSTGRES_PORT),
                new Flow(POSTGRES, POSTGRES, POSTGRES_STATUS),
                new Flow(KAFKA, KAFKA, KAFKA_PORT),
                new Flow(ISSUER, ISSUER, HTTPS),
                new Flow(STRANGER, STRANGER, 80));
        Stream<Flow> knative =
                hasKnative() ? Stream.of(new Flow(KOURIER, KOURIER, KOURIER_INTERNAL_PORT)) : Stream.empty();
        return Stream.of(pods, others, knative).flatMap(each -> each);
    }

    private boolean hasKnative() {
        return !manifests.all(io.fabric8.knative.serving.v1.Service.class).isEmpty();
    }

    private void needs(Workload workload) {
        Endpoint self = ours.get(workload.name());
        if (workload.isOurs()) {
            manifests.environment(workload).forEach((variable, value) -> {
                if (TELLS.matcher(variable).matches()
                        && !(variable.equals("IDENTITY_ISSUER") && workload.kind() == Workload.Kind.JOB)) {
                    Stream.of(value.split(",")).forEach(address -> toAddress(self, variable, address));
                }
            });
        }
        if (workload.pod().getAnnotations() != null
                && workload.pod().getAnnotations().containsKey("prometheus.io/port")) {
            needed.add(new Flow(
                    PROMETHEUS,
                    self,
                    Integer.parseInt(workload.pod().getAnnotations().get("prometheus.io/port"))));
        }
        if (workload.labels().containsKey("millrace.dev/mesh")) {
            needed.add(new Flow(PROMETHEUS, self, MESH_METRICS));
            needed.add(new Flow(self, MESH, 15012));
        }
        if (workload.kind() == Workload.Kind.KNATIVE) {
            needed.add(new Flow(KOURIER, self, KNATIVE_INSTANCE));
            needed.add(new Flow(ACTIVATOR, self, KNATIVE_INSTANCE));
            needed.add(new Flow(ACTIVATOR, self, KNATIVE_METRICS));
            needed.add(new Flow(ACTIVATOR, KOURIER, KOURIER_INTERNAL_PORT)); // probes the route
        }
    }

    private void toAddress(Endpoint from, String variable, String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            unknown.add("%s: %s=%s is no address".formatted(from, variable, address));
            return;
        }
        String host = matcher.group(2);
        Optional<Integer> port = Optional.ofNullable(matcher.group(4)).map(Integer::valueOf);
        if (host.equals("postgres-rw")) {
            needed.add(new Flow(from, POSTGRES, port.orElseThrow()));
        } else if (host.equals("kafka-kafka-bootstrap")) {
            needed.add(new Flow(from, KAFKA, port.orElseThrow()));
        } else if ("https".equals(matcher.group(1))) {
            needed.add(new Flow(from, ISSUER, HTTPS));
        } else if (!Set.of("", ".millrace.svc.cluster.local").contains(matcher.group(3))
                || !toService(from, host, port)) {
            unknown.add("%s: %s=%s leads to nothing".formatted(from, variable, address));
        }
    }

    private boolean toService(Endpoint from, String name, Optional<Integer> port) {
        if (manifests.find(io.fabric8.knative.serving.v1.Service.class, name).isPresent() && port.orElse(80) == 80) {
            needed.add(new Flow(from, KOURIER, KOURIER_INTERNAL_PORT));
            return true;
        }
        return manifests.find(Service.class, name).stream()
                .flatMap(service -> service.getSpec().getPorts().stream()
                        .filter(each -> port.isEmpty() || each.getPort().equals(port.get()))
                        .map((ServicePort each) -> manifests.workloads().stream()
                                .filter(workload -> workload.labels()
                                        .entrySet()
                                        .containsAll(
                                                service.getSpec().getSelector().entrySet()))
                                .map(workload -> ours.get(workload.name()))
                                .map(to -> new Flow(
                                        from,
                                        to,
                                        to.namedPorts().get(each.getTargetPort().getStrVal())))
                                .toList()))
                .peek(needed::addAll)
                .findAny()
                .isPresent();
    }
}
