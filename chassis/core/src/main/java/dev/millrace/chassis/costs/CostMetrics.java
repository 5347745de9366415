package dev.millrace.chassis.costs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counters by route and tenant: {@code cost.requests}, {@code cost.cpu}, {@code cost.connection}, {@code cost.traffic},
 * and {@code cost.money}, which is their sum at the prices of the time. Routes are path templates and the number of
 * tenants is limited, so clients cannot create series.
 */
@ApplicationScoped
class CostMetrics {
    static final String NO_TENANT = "none";
    static final String OTHER_TENANT = "other";

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double SECONDS_PER_HOUR = TimeUnit.HOURS.toSeconds(1);
    private static final double BYTES_PER_GIGABYTE = 1e9;

    private final CostConfig prices;
    private final MeterRegistry meters;
    private final Set<String> tenants = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<Key, Counters> counters = new ConcurrentHashMap<>();
    private final Function<Key, Counters> register = this::register;

    CostMetrics(CostConfig prices, MeterRegistry meters) {
        this.prices = prices;
        this.meters = meters;
    }

    private record Key(String route, String tenant) {}

    private record Counters(Counter requests, Counter cpu, Counter connection, Counter traffic, Counter money) {}

    /** @param bytes of the request's and the response's body */
    void record(String route, RequestUsage usage, long bytes) {
        double cpu = usage.cpuNanos() / NANOS_PER_SECOND;
        double connection = usage.connectionNanos() / NANOS_PER_SECOND;
        Counters of = counters.computeIfAbsent(new Key(route, label(usage.tenant())), register);
        of.requests().increment();
        of.cpu().increment(cpu);
        of.connection().increment(connection);
        of.traffic().increment((double) bytes);
        of.money()
                .increment((cpu * prices.cpuHour() + connection * prices.connectionHour()) / SECONDS_PER_HOUR
                        + bytes / BYTES_PER_GIGABYTE * prices.gigabyte());
    }

    private String label(@Nullable String tenant) {
        if (tenant == null) {
            return NO_TENANT;
        }
        if (tenants.contains(tenant)) {
            return tenant;
        }
        return TENANT.matcher(tenant).matches() && admit(tenant) ? tenant : OTHER_TENANT;
    }

    private synchronized boolean admit(String tenant) {
        return tenants.size() < prices.maximumTenants() && tenants.add(tenant);
    }

    private Counters register(Key key) {
        return new Counters(
                counter("cost.requests", "Requests whose cost is attributed", key)
                        .register(meters),
                counter("cost.cpu", "Processor time of requests", key)
                        .baseUnit("seconds")
                        .register(meters),
                counter("cost.connection", "Time for which requests held a database connection", key)
                        .baseUnit("seconds")
                        .register(meters),
                counter("cost.traffic", "Bodies of requests and responses", key)
                        .baseUnit("bytes")
                        .register(meters),
                counter("cost.money", "Cost of requests at the configured prices", key)
                        .tag("currency", prices.currency())
                        .register(meters));
    }

    private static Counter.Builder counter(String name, String description, Key key) {
        return Counter.builder(name).description(description).tags("route", key.route(), "tenant", key.tenant());
    }
}
