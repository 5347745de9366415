package dev.millrace.k8s.rules;

import dev.millrace.k8s.crd.AuthorizationPolicy;
import dev.millrace.k8s.crd.AuthorizationPolicy.Action;
import dev.millrace.k8s.crd.PeerAuthentication;
import dev.millrace.k8s.crd.PeerAuthentication.Mode;
import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Workload;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules for the mesh: mutual TLS, and the same callers as in the network policies. */
final class MeshRules {
    private static final String SIDECAR = "sidecar.istio.io/inject";
    private static final String NAME = "app.kubernetes.io/name";
    private static final String PRINCIPAL = "cluster.local/ns/millrace/sa/";
    private static final String DOOR = "api-gateway";

    private MeshRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("in the mesh, callers show certificates", MeshRules::strict),
                new Rule("in the mesh, all of ours take part", MeshRules::members),
                new Rule("in the mesh, the network's callers may call, and nobody else", MeshRules::callers));
    }

    private static boolean isMesh(Manifests manifests) {
        return !manifests.all(PeerAuthentication.class).isEmpty()
                || !manifests.all(AuthorizationPolicy.class).isEmpty();
    }

    private static Stream<String> strict(Manifests manifests) {
        if (!isMesh(manifests)) {
            return Stream.empty();
        }
        List<PeerAuthentication> all = manifests.all(PeerAuthentication.class);
        boolean everywhere = all.stream()
                .anyMatch(each ->
                        each.spec().selector() == null && each.spec().mtls().mode() == Mode.STRICT);
        Stream<String> open = all.stream()
                .filter(each -> each.spec().selector() == null
                        || !DOOR.equals(each.spec().selector().getMatchLabels().get(NAME)))
                .filter(each ->
                        each.spec().mtls().mode() != Mode.STRICT || each.spec().portLevelMtls() != null)
                .map(each -> each.metadata().getName() + " lets callers in without a certificate");
        return Stream.concat(everywhere ? Stream.empty() : Stream.of("the namespace is not strict"), open);
    }

    private static Stream<String> members(Manifests manifests) {
        return manifests.workloads().stream()
                .filter(each -> isMesh(manifests) && each.isOurs() && each.serves())
                .filter(each -> !"true".equals(each.labels().get(SIDECAR)))
                .map(each -> each + ": has no sidecar");
    }

    private static Stream<String> callers(Manifests manifests) {
        if (!isMesh(manifests)) {
            return Stream.empty();
        }
        List<AuthorizationPolicy> all = manifests.all(AuthorizationPolicy.class);
        boolean closed = all.stream()
                .anyMatch(each -> each.spec().rules() == null && each.spec().selector() == null);
        Stream<String> different = manifests.workloads().stream()
                .filter(each -> each.isOurs() && each.serves() && !each.name().equals(DOOR))
                .filter(each -> !byMesh(all, each).equals(byNetwork(manifests, each)))
                .map(each -> "%s: the mesh lets in %s, the network %s"
                        .formatted(each, byMesh(all, each), byNetwork(manifests, each)));
        return Stream.concat(closed ? Stream.empty() : Stream.of("who is not named may do everything"), different);
    }

    private static Set<String> byMesh(List<AuthorizationPolicy> all, Workload workload) {
        return all.stream()
                .filter(each -> each.spec().action() == Action.ALLOW)
                .filter(each -> Labels.match(each.spec().selector(), workload.labels()))
                .flatMap(each -> each.spec().rules().stream())
                .flatMap(each -> each.from().stream())
                .flatMap(each -> each.source().principals().stream())
                .map(each -> each.replace(PRINCIPAL, ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> byNetwork(Manifests manifests, Workload workload) {
        return manifests.all(NetworkPolicy.class).stream()
                .filter(each -> Labels.match(each.getSpec().getPodSelector(), workload.labels()))
                .flatMap(each -> each.getSpec().getIngress().stream())
                .flatMap(each -> each.getFrom().stream())
                .filter(each -> each.getPodSelector() != null)
                .map(each -> each.getPodSelector().getMatchLabels().get(NAME))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
