package dev.millrace.testsupport.checks;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

/**
 * Architecture rules for a service's ArchUnit test.
 *
 * @param service the service's package below {@code dev.millrace}
 * @param useCases packages of further use cases, in addition to {@code application}
 */
public record ServiceArchitecture(String service, String... useCases) {
    private static final String ALL = "dev.millrace.";
    private static final List<String> SERVICES = List.of("orders", "customers", "history", "gateway", "relay");
    private static final String APPLICATION = "application";
    private static final List<String> ADAPTERS = List.of("api", "messaging");
    private static final List<String> INNER_LAYERS = List.of(APPLICATION, "persistence", "domain");

    /**
     * The adapters ({@code api}, {@code messaging}) access the application layer, only the application accesses
     * persistence and clients, and nothing accesses the adapters.
     *
     * @param clients packages in which the application calls other services
     */
    public ArchRule direction(String... clients) {
        LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String layer : layers(clients)) {
            layers = layers.layer(layer).definedBy(packages(layer));
        }
        for (String adapter : ADAPTERS) {
            layers = layers.whereLayer(adapter).mayNotBeAccessedByAnyLayer();
        }
        for (String client : clients) {
            layers = layers.whereLayer(client).mayOnlyBeAccessedByLayers(APPLICATION);
        }
        return layers.whereLayer(APPLICATION)
                .mayOnlyBeAccessedByLayers(ADAPTERS.toArray(String[]::new))
                .whereLayer("persistence")
                .mayOnlyBeAccessedByLayers(APPLICATION);
    }

    public ArchRule domainKnowsNoFrameworkButPersistenceAnnotations() {
        return classes()
                .that()
                .resideInAPackage(in("domain"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        in("domain"),
                        ALL + "chassis.money",
                        ALL + "chassis.errors",
                        "jakarta.persistence",
                        "org.hibernate.annotations",
                        "org.hibernate.type..",
                        "org.jspecify.annotations");
    }

    public ArchRule knowsNoOtherService() {
        return noClasses()
                .that()
                .resideInAPackage(ALL + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES.stream()
                        .filter(other -> !other.equals(service))
                        .map(other -> ALL + other + "..")
                        .toArray(String[]::new));
    }

    private static List<String> layers(String... clients) {
        List<String> layers = new ArrayList<>(ADAPTERS);
        layers.addAll(Arrays.asList(clients));
        layers.addAll(INNER_LAYERS);
        return layers;
    }

    private String[] packages(String layer) {
        Stream<String> further = layer.equals(APPLICATION) ? Stream.of(useCases) : Stream.empty();
        return Stream.concat(Stream.of(layer), further).map(this::in).toArray(String[]::new);
    }

    private String in(String layer) {
        return ALL + service + "." + layer;
    }
}
