package dev.millrace.chassis.messaging;

import dev.millrace.testsupport.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class RetryPolicyTest {
    private static final String UNIQUE_VIOLATION = "23505";

    @Inject
    RetryPolicy retries;

    @Inject
    EventingConfig config;

    private final AtomicInteger attempts = new AtomicInteger();

    /**
     * Connection lost, login refused, no such database, read-only, serialization failure, deadlock, lock not available,
     * statement cancelled, shutdown, too many connections, disk full, I/O error.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "28P01", "3D000", "25006", "40001", "40P01", "55P03", "57014", "57P01", "53300", "53100",
                "58030"
            })
    void shouldGoOnBeyondTheLastAttemptWhileTheDatabaseIsAway(String state) throws Exception {
        int enough = config.attempts() + 2;
        retries.call(() -> {
            if (attempts.incrementAndGet() < enough) {
                throw new IllegalStateException(new SQLException("gone", state));
            }
            return null;
        });
        assertThat(attempts).hasValue(enough);
    }

    @Test
    void shouldGiveUpAfterTheLastAttemptWhenTheEffectItselfFails() {
        assertThatThrownBy(() -> retries.call(() -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException(new SQLException("double", UNIQUE_VIOLATION));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(attempts).hasValue(config.attempts());
    }

    @Test
    void shouldNotRepeatPoison() {
        assertThatThrownBy(() -> retries.call(() -> {
                    attempts.incrementAndGet();
                    throw new PoisonMessage("never");
                }))
                .isInstanceOf(PoisonMessage.class);
        assertThat(attempts).hasValue(1);
    }
}
