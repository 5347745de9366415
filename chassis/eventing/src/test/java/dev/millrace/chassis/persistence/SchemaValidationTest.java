package dev.millrace.chassis.persistence;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import static dev.millrace.chassis.persistence.MigrationMode.AT_START;
import static dev.millrace.chassis.persistence.MigrationMode.OFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class SchemaValidationTest {
    private static final ConfigurationException OTHER_SCHEMA = new ConfigurationException("another schema");

    private record Config(String url, String username, String password, MigrationMode migrate)
            implements DatabaseConfig {}

    private final CountDownLatch created = new CountDownLatch(1);
    private final List<Thread> validating = Collections.synchronizedList(new ArrayList<>());

    @Test
    void shouldValidateOnAnotherThreadWhenFlywayHasBeenCreated() {
        SchemaValidation validation = validation(OFF);
        validation.customize(null);
        await().until(() -> !validating.isEmpty());
        created.countDown();
        assertThatThrownBy(validation::await).isSameAs(OTHER_SCHEMA);
        assertThat(validating).singleElement().isNotSameAs(Thread.currentThread());
    }

    @Test
    void shouldValidateWhenItHasNotBeenStarted() {
        created.countDown();
        assertThatThrownBy(validation(OFF)::await).isSameAs(OTHER_SCHEMA);
        assertThat(validating).containsExactly(Thread.currentThread());
    }

    @Test
    void shouldNotValidateWhenTheServiceMigrates() {
        SchemaValidation validation = validation(AT_START);
        validation.customize(null);
        created.countDown();
        assertThatThrownBy(validation::await).isSameAs(OTHER_SCHEMA);
        assertThat(validating).containsExactly(Thread.currentThread());
    }

    private SchemaValidation validation(MigrationMode mode) {
        return new SchemaValidation(this::otherSchema, new Config("", "", "", mode));
    }

    private Flyway otherSchema() {
        validating.add(Thread.currentThread());
        try {
            created.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw OTHER_SCHEMA;
    }
}
