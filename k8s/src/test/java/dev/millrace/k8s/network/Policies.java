package dev.millrace.k8s.network;

import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.rules.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Evaluates network policies like Kubernetes: an endpoint that a policy selects may do what some policy allows and
 * nothing else.
 */
final class Policies {
    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";
    private static final String TCP = "TCP";

    private final List<NetworkPolicy> policies;

    Policies(Manifests manifests) {
        this.policies = Stream.concat(
                        manifests.all(NetworkPolicy.class).stream(),
                        manifests.all(Kafka.class).stream().flatMap(Policies::writtenByStrimzi))
                .toList();
    }

    boolean allow(Flow flow) {
        return allowsEgress(flow) && allowsIngress(flow);
    }

    private boolean allowsEgress(Flow flow) {
        List<NetworkPolicy> mine = selecting(flow.from(), "Egress");
        return mine.isEmpty()
                || mine.stream()
                        .flatMap(each -> each.getSpec().getEgress().stream())
                        .anyMatch(rule -> covers(rule.getPorts(), flow) && any(rule.getTo(), flow.to()));
    }

    private boolean allowsIngress(Flow flow) {
        List<NetworkPolicy> mine = selecting(flow.to(), "Ingress");
        return mine.isEmpty()
                || mine.stream()
                        .flatMap(each -> each.getSpec().getIngress().stream())
                        .anyMatch(rule -> covers(rule.getPorts(), flow) && any(rule.getFrom(), flow.from()));
    }

    private List<NetworkPolicy> selecting(Endpoint endpoint, String direction) {
        return policies.stream()
                .filter(each -> endpoint.namespace()
                        .equals(Optional.of(each.getMetadata().getNamespace())))
                .filter(each -> each.getSpec().getPolicyTypes().contains(direction))
                .filter(each -> Labels.match(each.getSpec().getPodSelector(), endpoint.labels()))
                .toList();
    }

    /** Policies without peers match all endpoints. */
    private static boolean any(List<NetworkPolicyPeer> peers, Endpoint endpoint) {
        return peers.isEmpty() || peers.stream().anyMatch(peer -> is(peer, endpoint));
    }

    private static boolean is(NetworkPolicyPeer peer, Endpoint endpoint) {
        if (peer.getIpBlock() != null) {
            return contains(peer.getIpBlock(), endpoint.address());
        }
        boolean there = peer.getNamespaceSelector() == null
                ? endpoint.isOurs()
                : endpoint.namespace()
                        .filter(name -> Labels.match(peer.getNamespaceSelector(), Map.of(NAMESPACE_NAME, name)))
                        .isPresent();
        LabelSelector pods = Optional.ofNullable(peer.getPodSelector()).orElseGet(LabelSelector::new);
        return there && Labels.match(pods, endpoint.labels());
    }

    private static boolean covers(List<NetworkPolicyPort> ports, Flow flow) {
        return ports.isEmpty()
                || ports.stream()
                        .filter(each -> TCP.equals(each.getProtocol()))
                        .map(NetworkPolicyPort::getPort)
                        .map(IntOrString::getValue)
                        .anyMatch(each -> each.equals(flow.port())
                                || Integer.valueOf(flow.port())
                                        .equals(flow.to().namedPorts().get(each)));
    }

    private static boolean contains(IPBlock block, String address) {
        return contains(block.getCidr(), address)
                && block.getExcept().stream().noneMatch(each -> contains(each, address));
    }

    private static boolean contains(String cidr, String address) {
        String[] parts = cidr.split("/");
        int bits = Integer.parseInt(parts[1]);
        long mask = bits == 0 ? 0 : -1L << (32 - bits);
        return (number(parts[0]) & mask) == (number(address) & mask);
    }

    private static long number(String address) {
        return Stream.of(address.split("\\.")).mapToLong(Long::parseLong).reduce(0, (sum, part) -> sum << 8 | part);
    }

    /** The policy that Strimzi creates for the brokers: the listeners' peers and the cluster's own pods. */
    private static Stream<NetworkPolicy> writtenByStrimzi(Kafka kafka) {
        Map<String, String> brokers =
                Map.of("strimzi.io/name", kafka.getMetadata().getName() + "-kafka");
        return kafka.getSpec().getKafka().getListeners().stream()
                .map((GenericKafkaListener listener) -> new NetworkPolicyBuilder()
                        .withNewMetadata()
                        .withNamespace(kafka.getMetadata().getNamespace())
                        .endMetadata()
                        .withNewSpec()
                        .withNewPodSelector()
                        .withMatchLabels(brokers)
                        .endPodSelector()
                        .withPolicyTypes("Ingress")
                        .addNewIngress()
                        .withFrom(listener.getNetworkPolicyPeers())
                        .addNewPort()
                        .withProtocol(TCP)
                        .withPort(new IntOrString(listener.getPort()))
                        .endPort()
                        .endIngress()
                        .endSpec()
                        .build());
    }
}
