package dev.millrace.chassis.messaging;

import dev.millrace.devstack.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class RetryPolicyTest {
    private static final String CONNECTION_LOST = "08006";
    private static final String UNIQUE_VIOLATION = "23505";

    @Inject
    RetryPolicy retries;

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void shouldGoOnBeyondTheLastAttemptWhileTheDatabaseIsAway() throws Exception {
        retries.call(() -> {
            if (attempts.incrementAndGet() < 8) {
                throw new IllegalStateException(new SQLException("gone", CONNECTION_LOST));
            }
            return null;
        });
        assertThat(attempts).hasValue(8);
    }

    @Test
    void shouldGiveUpAfterTheLastAttemptWhenTheEffectItselfFails() {
        assertThatThrownBy(() -> retries.call(() -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException(new SQLException("double", UNIQUE_VIOLATION));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(attempts).hasValue(5);
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
