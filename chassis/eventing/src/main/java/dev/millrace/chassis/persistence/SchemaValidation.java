package dev.millrace.chassis.persistence;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateResult;

/**
 * Checks that the schema is the one this version needs, with {@code DATABASE_MIGRATE=off}. It waits for the database
 * longer than it computes, so it runs on its own thread while Hibernate starts.
 */
@ApplicationScoped
class SchemaValidation implements FlywayConfigurationCustomizer {
    private final DatabaseConfig config;
    private final FutureTask<Void> validation;

    SchemaValidation(Provider<Flyway> flyway, DatabaseConfig config) {
        this.config = config;
        this.validation = new FutureTask<>(() -> validate(flyway.get()), null);
    }

    /**
     * Customizes nothing: Quarkus calls it when it creates Flyway, before it starts Hibernate. {@code flyway.get()} on
     * the other thread returns when Flyway has been created.
     */
    @Override
    public void customize(FluentConfiguration flyway) {
        if (config.migrate() == MigrationMode.OFF) {
            Thread.ofPlatform().daemon().name("schema-validation").start(validation);
        }
    }

    /**
     * Returns when the schema has been validated.
     *
     * @throws ConfigurationException when it is another one
     */
    void await() {
        validation.run(); // unless it has been started
        try {
            validation.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the schema was validated", e);
        }
    }

    /** Accepts a newer schema: during a rolling update, instances of the previous release may still start. */
    static void validate(Flyway flyway) {
        ValidateResult found = flyway.validateWithResult();
        if (!found.validationSuccessful) {
            throw new ConfigurationException(
                    "the database's schema is not the one this version needs (%s); start it once with DATABASE_MIGRATE=only"
                            .formatted(reason(found)));
        }
    }

    private static String reason(ValidateResult found) {
        return found.invalidMigrations.isEmpty()
                ? found.errorDetails.errorMessage
                : found.invalidMigrations.stream()
                        .map(each -> "%s %s: %s".formatted(each.version, each.description, each.errorDetails.errorCode))
                        .collect(Collectors.joining(", "));
    }
}
