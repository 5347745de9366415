package dev.millrace.history;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

@AnalyzeClasses(packages = "dev.millrace", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "dev.millrace.history";

    @ArchTest
    static final ArchRule direction = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy(BASE + ".api")
            .layer("messaging")
            .definedBy(BASE + ".messaging")
            .layer("application")
            .definedBy(BASE + ".application")
            .layer("persistence")
            .definedBy(BASE + ".persistence")
            .layer("domain")
            .definedBy(BASE + ".domain")
            .whereLayer("api")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("messaging")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("application")
            .mayOnlyBeAccessedByLayers("api", "messaging")
            .whereLayer("persistence")
            .mayOnlyBeAccessedByLayers("application");

    @ArchTest
    static final ArchRule domainKnowsNoFrameworkButPersistenceAnnotations = classes()
            .that()
            .resideInAPackage(BASE + ".domain")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    BASE + ".domain",
                    "dev.millrace.chassis.money",
                    "dev.millrace.chassis.errors",
                    "jakarta.persistence",
                    "org.hibernate.annotations",
                    "org.hibernate.type");

    @ArchTest
    static final ArchRule noServiceKnowsAnother = noClasses()
            .that()
            .resideInAPackage(BASE + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.millrace.orders..",
                    "dev.millrace.customers..",
                    "dev.millrace.gateway..",
                    "dev.millrace.relay..");
}
