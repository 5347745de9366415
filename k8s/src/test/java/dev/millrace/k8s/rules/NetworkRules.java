package dev.millrace.k8s.rules;

import dev.millrace.k8s.network.Endpoint;
import dev.millrace.k8s.network.Network;
import dev.millrace.k8s.render.Manifests;
import java.util.List;
import java.util.stream.Stream;

/** The network allows the connections that the configuration requires, and no others. */
final class NetworkRules {
    private NetworkRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("addresses lead somewhere", NetworkRules::addresses),
                new Rule("nothing is open by default", NetworkRules::isolation),
                new Rule("names can be resolved", NetworkRules::names),
                new Rule("whoever is told an address gets there", NetworkRules::missing),
                new Rule("nobody gets to where nothing leads them", NetworkRules::excessive));
    }

    private static Stream<String> addresses(Manifests manifests) {
        return new Network(manifests).unknown().stream();
    }

    private static Stream<String> isolation(Manifests manifests) {
        return new Network(manifests).open().stream().map(each -> each + " is open to strangers");
    }

    private static Stream<String> names(Manifests manifests) {
        return new Network(manifests).nameless().stream().map((Endpoint each) -> each + " cannot ask for names");
    }

    private static Stream<String> missing(Manifests manifests) {
        return new Network(manifests).missing().stream().map(each -> each + " is not allowed");
    }

    private static Stream<String> excessive(Manifests manifests) {
        return new Network(manifests).excessive().stream().map(each -> each + " is allowed, for nothing");
    }
}
