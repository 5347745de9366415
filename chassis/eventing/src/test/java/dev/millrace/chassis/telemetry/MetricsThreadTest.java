package dev.millrace.chassis.telemetry;

import dev.millrace.testsupport.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class MetricsThreadTest {
    /** On the shared executor each end of an application took five seconds more. */
    @Test
    void shouldReadMetricsOnAThreadOfTheirOwn() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .anyMatch(name -> name.startsWith("PeriodicMetricReader"));
    }
}
