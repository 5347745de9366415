package dev.millrace.orders;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.millrace.orders.domain.Order;
import dev.millrace.testsupport.checks.PublicationRules;
import dev.millrace.testsupport.checks.ServiceArchitecture;
import java.util.Optional;
import java.util.Set;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.millrace", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final ServiceArchitecture SERVICE = new ServiceArchitecture("orders", "watching");

    @ArchTest
    static final ArchRule direction = SERVICE.direction("customers");

    @ArchTest
    static final ArchRule domainKnowsNoFramework = SERVICE.domainKnowsNoFrameworkButPersistenceAnnotations();

    @ArchTest
    static final ArchRule knowsNoOtherService = SERVICE.knowsNoOtherService();

    /** An owner who is learned late has no event of its own: each later event tells it. */
    @ArchTest
    static final ArchRule changesReturnEvents =
            PublicationRules.changesReturnEvents(Order.class, Set.of(Optional.class), "assignOwner");

    @ArchTest
    static final ArchRule changesArePublished = PublicationRules.changesArePublished(
            Set.of("Order#*", "OrderRepository#persist", "OrderRepository#persistAndFlush"),
            Set.of("Order#assignOwner"),
            "OrderOutbox#publish");

    /** Deadlines use the database's clock, so that clock skew between services does not matter. */
    @ArchTest
    static final ArchRule sagasReadNoClock = noClasses()
            .that()
            .resideInAPackage("dev.millrace.chassis.saga")
            .should()
            .callMethodWhere(target(nameMatching("now|currentTimeMillis|nanoTime")));

    @ArchTest
    static final ArchRule chassisHasNoCycle =
            slices().matching("dev.millrace.chassis.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule chassisKnowsNoProduct = noClasses()
            .that()
            .resideInAPackage("dev.millrace.chassis..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.millrace.orders..");
}
