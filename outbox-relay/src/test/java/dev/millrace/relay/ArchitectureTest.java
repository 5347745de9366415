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

    /** The database's side and Kafka's side meet in the lifecycle only. */
    @ArchTest
    static final ArchRule direction = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy(BASE + "api..")
            .layer("lifecycle")
            .definedBy(BASE + "lifecycle..")
            .layer("debezium")
            .definedBy(BASE + "debezium..")
            .layer("postgres")
            .definedBy(BASE + "postgres..")
            .layer("kafka")
            .definedBy(BASE + "kafka..")
            .whereLayer("api")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("lifecycle")
            .mayOnlyBeAccessedByLayers("api")
            .whereLayer("debezium")
            .mayOnlyBeAccessedByLayers("lifecycle")
            .whereLayer("postgres")
            .mayOnlyBeAccessedByLayers("lifecycle", "debezium")
            .whereLayer("kafka")
            .mayOnlyBeAccessedByLayers("lifecycle", "api");

    @ArchTest
    static final ArchRule noCycle =
            slices().matching("dev.millrace.relay.(*)..").should().beFreeOfCycles();
}
