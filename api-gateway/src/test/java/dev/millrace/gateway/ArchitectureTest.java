package dev.millrace.gateway;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

@AnalyzeClasses(packages = "dev.millrace", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "dev.millrace.gateway";

    @ArchTest
    static final ArchRule direction = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("frontends")
            .definedBy(BASE + ".web..", BASE + ".mobile..", BASE + ".partners..")
            .layer("composition")
            .definedBy(BASE + ".overview..")
            .layer("services")
            .definedBy(BASE + ".orders..", BASE + ".customers..", BASE + ".history..", BASE + ".ui..")
            .layer("means")
            .definedBy(BASE + ".forwarding..", BASE + ".caching..", BASE + ".limiting..", BASE + ".discovery..")
            .whereLayer("frontends")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("composition")
            .mayOnlyBeAccessedByLayers("frontends")
            .whereLayer("services")
            .mayOnlyBeAccessedByLayers("composition");

    @ArchTest
    static final ArchRule noFrontendKnowsAnother = noClasses()
            .that()
            .resideInAPackage(BASE + ".web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".mobile..")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".orders..");

    @ArchTest
    static final ArchRule theGatewayKnowsNoService = noClasses()
            .that()
            .resideInAPackage(BASE + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.millrace.orders..", "dev.millrace.customers..", "dev.millrace.relay..");
}
