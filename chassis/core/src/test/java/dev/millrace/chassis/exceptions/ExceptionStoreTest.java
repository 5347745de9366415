package dev.millrace.chassis.exceptions;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExceptionStoreTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExceptionStore store = new ExceptionStore(new Limited(2), meters);

    @Test
    void shouldCountOccurrencesOfOneFingerprintOnce() {
        store.report(report("a", "1.0", 1));
        store.report(report("a", "1.1", 2));
        JsonObject error = store.list().getFirst();
        assertThat(store.list()).hasSize(1);
        assertThat(error.getLong("count")).isEqualTo(2);
        assertThat(error.getString("firstRelease")).isEqualTo("1.0");
        assertThat(error.getString("lastRelease")).isEqualTo("1.1");
        assertThat(error.getString("state")).isEqualTo("OPEN");
        assertThat(error.getJsonArray("traceIds")).containsExactly("trace-1", "trace-2");
        assertThat(changes("new")).isEqualTo(1);
        assertThat(meters.get("errors.occurred").counter().count()).isEqualTo(2);
    }

    @Test
    void shouldRegressWhenAResolvedErrorOccursAgain() {
        store.report(report("a", "1.0", 1));
        assertThat(store.resolve("a")).isPresent();
        assertThat(tracked("resolved")).isEqualTo(1);
        store.report(report("a", "1.1", 2));
        assertThat(store.list().getFirst().getString("state")).isEqualTo("REGRESSED");
        assertThat(changes("regressed")).isEqualTo(1);
        assertThat(tracked("regressed")).isEqualTo(1);
        assertThat(tracked("resolved")).isZero();
    }

    @Test
    void shouldForgetTheOldestWhenThereAreTooMany() {
        store.report(report("a", "1.0", 1));
        store.report(report("b", "1.0", 2));
        store.report(report("a", "1.0", 3));
        store.report(report("c", "1.0", 4));
        assertThat(store.list())
                .extracting(error -> error.getString("fingerprint"))
                .containsExactly("c", "a");
    }

    @Test
    void shouldKeepTheMostRecentTraces() {
        for (int i = 1; i <= 12; i++) {
            store.report(report("a", "1.0", i));
        }
        assertThat(store.list().getFirst().getJsonArray("traceIds"))
                .hasSize(10)
                .contains("trace-12")
                .doesNotContain("trace-2");
    }

    @Test
    void shouldResolveNothingWhenTheFingerprintIsUnknown() {
        assertThat(store.resolve("x")).isEmpty();
    }

    private double changes(String change) {
        return meters.get("errors.changes").tag("change", change).counter().count();
    }

    private double tracked(String state) {
        return meters.get("errors.tracked").tag("state", state).gauge().value();
    }

    private static ExceptionReport report(String id, String release, int second) {
        Fingerprint fingerprint = new Fingerprint(id, "T", java.util.List.of());
        Instant at = Instant.ofEpochSecond(second);
        return new ExceptionReport(fingerprint, null, "orders", release, at, "trace-" + second, null, new Exception());
    }

    private record Limited(int maximum) implements ExceptionConfig {
        @Override
        public Optional<String> sentryDsn() {
            return Optional.empty();
        }

        @Override
        public String environment() {
            return "test";
        }
    }
}
