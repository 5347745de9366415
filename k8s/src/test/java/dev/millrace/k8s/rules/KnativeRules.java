package dev.millrace.k8s.rules;

import dev.millrace.devstack.Topic;
import dev.millrace.k8s.config.Channel;
import dev.millrace.k8s.config.Project;
import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Workload;
import io.fabric8.knative.eventing.v1alpha1.KafkaSink;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.knative.sources.v1.KafkaSource;
import io.fabric8.knative.sources.v1.KafkaSourceSpec;
import io.fabric8.knative.sources.v1.PingSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scaling to zero, and the delivery of events to services that scale to zero. */
final class KnativeRules {
    static final String AUTOSCALING = "autoscaling.knative.dev/";
    private static final Set<String> PINS =
            Set.of("min-scale", "minScale", "initial-scale", "initialScale", "activation-scale", "class");

    private KnativeRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("Knative scales to zero, and not without end", KnativeRules::scale),
                new Rule("what scales to zero has no consumers", KnativeRules::consumers),
                new Rule("what is pushed to has a source of its topics", KnativeRules::sources),
                new Rule("what runs sagas is woken for those that wait in vain", KnativeRules::pings),
                new Rule("what cannot be delivered is kept", KnativeRules::deadLetters),
                new Rule("the relay never scales to zero", KnativeRules::relay),
                new Rule("a name is one Service's", KnativeRules::names));
    }

    private static Stream<String> scale(Manifests manifests) {
        return manifests.all(Service.class).stream().flatMap(service -> {
            Map<String, String> annotations =
                    annotations(service.getSpec().getTemplate().getMetadata().getAnnotations());
            Stream<String> pins = Stream.concat(
                            annotations.keySet().stream(),
                            annotations(service.getMetadata().getAnnotations()).keySet().stream())
                    .filter(each -> each.startsWith(AUTOSCALING))
                    .filter(each -> PINS.contains(each.substring(AUTOSCALING.length())))
                    .map(each ->
                            "%s is pinned by %s".formatted(service.getMetadata().getName(), each));
            Stream<String> endless = annotations.containsKey(AUTOSCALING + "max-scale")
                    ? Stream.empty()
                    : Stream.of(service.getMetadata().getName() + " has no upper limit");
            return Stream.concat(pins, endless);
        });
    }

    private static Map<String, String> annotations(Map<String, String> annotations) {
        return Optional.ofNullable(annotations).orElse(Map.of());
    }

    private static Stream<Workload> pushedTo(Manifests manifests) {
        return manifests.workloads().stream()
                .filter(each -> each.kind() == Workload.Kind.KNATIVE)
                .filter(each -> manifests.environment(each).containsKey("DATABASE_URL"));
    }

    private static Stream<String> consumers(Manifests manifests) {
        return pushedTo(manifests)
                .filter(each -> !"push".equals(manifests.environment(each).get("MESSAGING_MODE")))
                .map(each -> each + ": pulls, so it can never stop");
    }

    /** A copy beside a Deployment of the same service receives no events: the Deployment's consumers handle them. */
    private static Stream<String> sources(Manifests manifests) {
        Stream<String> unfed = pushedTo(manifests)
                .filter(each -> manifests
                        .find(io.fabric8.kubernetes.api.model.apps.Deployment.class, each.module())
                        .isEmpty())
                .filter(each -> manifests.find(KafkaSource.class, each.name()).isEmpty())
                .map(each -> each + ": nothing pushes to it");
        Stream<String> wrong = manifests.all(KafkaSource.class).stream().flatMap(source -> {
            String name = source.getMetadata().getName();
            KafkaSourceSpec spec = source.getSpec();
            Set<String> wanted = Channel.of(name)
                    .filter(Channel::shared)
                    .map(Channel::topic)
                    .collect(Collectors.toCollection(TreeSet::new));
            boolean leads = spec.getSink().getUri().equals("/events")
                    && manifests
                            .find(Service.class, spec.getSink().getRef().getName())
                            .filter(each -> each.getMetadata().getName().equals(name))
                            .isPresent();
            return Stream.of(
                            new TreeSet<>(spec.getTopics()).equals(wanted) ? "" : "pushes " + spec.getTopics(),
                            leads ? "" : "does not push to the service's /events",
                            "ordered".equals(spec.getOrdering()) ? "" : "does not keep the order",
                            "earliest".equals(spec.getInitialOffset()) ? "" : "leaves out what is there already",
                            name.equals(spec.getConsumerGroup()) ? "" : "forgets what the service has consumed",
                            Boolean.TRUE.equals(spec.getNet().getTls().getEnable()) ? "" : "speaks in the clear")
                    .filter(each -> !each.isEmpty())
                    .map(each -> "KafkaSource %s: %s".formatted(name, each));
        });
        return Stream.concat(unfed, wrong);
    }

    private static Stream<String> pings(Manifests manifests) {
        return pushedTo(manifests)
                .filter(each -> Project.runsSagas(each.module()))
                .filter(each -> manifests
                        .find(io.fabric8.kubernetes.api.model.apps.Deployment.class, each.module())
                        .isEmpty())
                .filter(each -> manifests
                        .find(PingSource.class, each.name())
                        .map(source -> source.getSpec().getSink())
                        .filter(sink -> sink.getUri().equals("/events")
                                && sink.getRef().getName().equals(each.name()))
                        .isEmpty())
                .map(each -> each + ": nothing wakes it");
    }

    private static Stream<String> deadLetters(Manifests manifests) {
        Set<String> topics = Stream.of(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());
        return manifests.all(KafkaSource.class).stream()
                .filter(source -> Optional.ofNullable(source.getSpec().getDelivery())
                        .map(each -> each.getDeadLetterSink())
                        .flatMap(each ->
                                manifests.find(KafkaSink.class, each.getRef().getName()))
                        .map(each -> each.getSpec().getTopic())
                        .filter((source.getMetadata().getName() + ".dlq")::equals)
                        .filter(topics::contains)
                        .isEmpty())
                .map(each -> "KafkaSource %s: its dead letters are lost"
                        .formatted(each.getMetadata().getName()));
    }

    private static Stream<String> relay(Manifests manifests) {
        return manifests.workloads().stream()
                .filter(each -> each.isOurs() && each.module().equals("outbox-relay"))
                .filter(each -> each.kind() != Workload.Kind.DEPLOYMENT)
                .map(each -> each + ": nothing would wake it");
    }

    /** Knative creates a Kubernetes Service with the same name as its own. */
    private static Stream<String> names(Manifests manifests) {
        return manifests.all(Service.class).stream()
                .map(each -> each.getMetadata().getName())
                .filter(each -> manifests
                        .find(io.fabric8.kubernetes.api.model.Service.class, each)
                        .isPresent())
                .map(each -> "there are two Services " + each);
    }
}
