package dev.millrace.chassis.costs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CostMetricsTest {
    private static final String ROUTE = "POST /orders";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CostMetrics costs = new CostMetrics(config(), meters);

    @Test
    void shouldPriceWhatARequestUses() {
        RequestUsage usage = usage("north");
        usage.addCpu(TimeUnit.HOURS.toNanos(2));
        costs.record(ROUTE, usage, 3_000_000_000L);
        assertThat(of("cost.cpu", "north")).isEqualTo(7_200);
        assertThat(of("cost.traffic", "north")).isEqualTo(3e9);
        assertThat(of("cost.connection", "north")).isZero();
        assertThat(of("cost.money", "north")).isCloseTo(2 * 10 + 3 * 1000, within(1e-9));
    }

    @Test
    void shouldCountConnectionsForTheTimeTheyAreHeld() {
        RequestUsage usage = usage("north");
        usage.connectionAcquired();
        usage.connectionReturned();
        costs.record(ROUTE, usage, 0);
        double seconds = of("cost.connection", "north");
        assertThat(seconds).isPositive();
        assertThat(of("cost.money", "north")).isCloseTo(seconds * 100 / 3_600, within(1e-12));
    }

    @Test
    void shouldBoundTheNumberOfTenants() {
        for (String tenant : new String[] {"north", "south", "east", "west", "north"}) {
            costs.record(ROUTE, usage(tenant), 1);
        }
        assertThat(of("cost.requests", "north")).isEqualTo(2);
        assertThat(of("cost.requests", "south")).isEqualTo(1);
        assertThat(of("cost.requests", CostMetrics.OTHER_TENANT)).isEqualTo(2);
        assertThat(meters.find("cost.requests").counters()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a tenant", "a\"b", "0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void shouldNotTakeAnyTextForATenant(String claim) {
        costs.record(ROUTE, usage(claim), 1);
        assertThat(of("cost.requests", CostMetrics.OTHER_TENANT)).isEqualTo(1);
    }

    @Test
    void shouldCountCallersWithoutATenant() {
        costs.record(ROUTE, new RequestUsage(), 1);
        assertThat(of("cost.requests", CostMetrics.NO_TENANT)).isEqualTo(1);
    }

    private double of(String meter, String tenant) {
        Counter counter =
                meters.get(meter).tags("route", ROUTE, "tenant", tenant).counter();
        return counter.count();
    }

    private static RequestUsage usage(String tenant) {
        RequestUsage usage = new RequestUsage();
        usage.setTenant(tenant);
        return usage;
    }

    private static CostConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(CostConfig.class)
                .withDefaultValues(Map.of(
                        "costs.cpu-hour", "10",
                        "costs.connection-hour", "100",
                        "costs.gigabyte", "1000",
                        "costs.maximum-tenants", "2"))
                .build()
                .getConfigMapping(CostConfig.class);
    }
}
