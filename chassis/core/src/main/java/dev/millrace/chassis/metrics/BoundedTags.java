package dev.millrace.chassis.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/**
 * Keeps clients from creating metric series: an unknown HTTP method is tagged {@code OTHER}. Paths are bounded by
 * {@code suppress4xx-errors}: all requests that match no path template share one tag value.
 * Requests get the buckets of a histogram.
 */
class BoundedTags {
    private static final DistributionStatisticConfig LATENCY = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(Arrays.stream(Buckets.latency())
                    .mapToDouble(Duration::toNanos)
                    .toArray())
            .build();
    private static final String METHOD = "method";
    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    @Produces
    @Singleton
    MeterFilter knownMethods() {
        return new KnownMethods();
    }

    private static final class KnownMethods implements MeterFilter {
        @Override
        public Meter.Id map(Meter.Id id) {
            String method = id.getTag(METHOD);
            return !id.getName().startsWith("http.server") || method == null || KNOWN.contains(method)
                    ? id
                    : id.withTag(Tag.of(METHOD, "OTHER"));
        }

        @Override
        public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
            return id.getName().equals("http.server.requests") ? LATENCY.merge(config) : config;
        }
    }
}
