package dev.millrace.__name__;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.millrace.testsupport.checks.ServiceArchitecture;

@AnalyzeClasses(packages = "dev.millrace", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final ServiceArchitecture SERVICE = new ServiceArchitecture("__name__");

    @ArchTest
    static final ArchRule direction = SERVICE.direction();

    @ArchTest
    static final ArchRule domainKnowsNoFramework = SERVICE.domainKnowsNoFrameworkButPersistenceAnnotations();

    @ArchTest
    static final ArchRule knowsNoOtherService = SERVICE.knowsNoOtherService();
}
