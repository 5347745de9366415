package dev.millrace.relay;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.millrace.relay", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "dev.millrace.relay.";

    /** The database's side and Kafka's side meet in the publishing modes; what supervises them knows both. */
    @ArchTest
    static final ArchRule direction = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy(BASE + "api..")
            .layer("leadership")
            .definedBy(BASE + "leadership..")
            .layer("modes")
            .definedBy(BASE + "modes..")
            .layer("health")
            .definedBy(BASE + "health..")
            .layer("parked")
            .definedBy(BASE + "parked..")
            .layer("debezium")
            .definedBy(BASE + "debezium..")
            .layer("postgres")
            .definedBy(BASE + "postgres..")
            .layer("kafka")
            .definedBy(BASE + "kafka..")
            .whereLayer("api")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("leadership")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("modes")
            .mayOnlyBeAccessedByLayers("leadership")
            .whereLayer("health")
            .mayOnlyBeAccessedByLayers("leadership")
            .whereLayer("parked")
            .mayOnlyBeAccessedByLayers("api")
            .whereLayer("debezium")
            .mayOnlyBeAccessedByLayers("leadership")
            .whereLayer("postgres")
            .mayOnlyBeAccessedByLayers("leadership", "modes", "health", "parked", "debezium")
            .whereLayer("kafka")
            .mayOnlyBeAccessedByLayers("leadership", "modes", "parked", "api");

    @ArchTest
    static final ArchRule noCycle =
            slices().matching("dev.millrace.relay.(*)..").should().beFreeOfCycles();
}
