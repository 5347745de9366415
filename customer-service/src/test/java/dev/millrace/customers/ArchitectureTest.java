package dev.millrace.customers;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.millrace.testsupport.checks.PublicationRules;
import dev.millrace.testsupport.checks.ServiceArchitecture;
import java.util.Set;

@AnalyzeClasses(packages = "dev.millrace", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final ServiceArchitecture SERVICE = new ServiceArchitecture("customers");

    @ArchTest
    static final ArchRule direction = SERVICE.direction();

    @ArchTest
    static final ArchRule domainKnowsNoFramework = SERVICE.domainKnowsNoFrameworkButPersistenceAnnotations();

    @ArchTest
    static final ArchRule knowsNoOtherService = SERVICE.knowsNoOtherService();

    @ArchTest
    static final ArchRule changesArePublished = PublicationRules.changesArePublished(
            Set.of("CustomerRepository#add", "CreditEventStore#append"), Set.of(), "CustomerOutbox#publish");
}
