package dev.millrace.chassis.persistence;

import dev.millrace.chassis.start.StartupTaskCompleted;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.output.ValidateResult;
import org.jboss.logging.Logger;

/**
 * Migrates the service's database, or checks that it has been migrated. Runs after the configuration has been validated
 * and before anything reads a table, the consumers start and the HTTP port opens.
 */
@ApplicationScoped
class SchemaMigration {
    private static final Logger LOG = Logger.getLogger(SchemaMigration.class);

    private final Flyway flyway;
    private final DatabaseConfig config;
    private final Scheduler scheduler;

    SchemaMigration(Flyway flyway, DatabaseConfig config, Scheduler scheduler) {
        this.flyway = flyway;
        this.config = config;
        this.scheduler = scheduler;
    }

    /**
     * Starts the scheduler, unless it is disabled, only after the migration: scheduled jobs read tables. See {@code
     * quarkus.scheduler.start-mode}.
     */
    void prepare(@Observes @Priority(2) StartupEvent start) {
        prepare(flyway, config.migrate());
        if (scheduler.isStarted()) {
            scheduler.resume();
        }
    }

    static void prepare(Flyway flyway, MigrationMode mode) {
        switch (mode) {
            case AT_START -> migrate(flyway);
            case ONLY -> {
                migrate(flyway);
                throw new StartupTaskCompleted("the database is migrated");
            }
            case OFF -> requireMigrated(flyway);
        }
    }

    private static void migrate(Flyway flyway) {
        MigrateResult done = flyway.migrate();
        if (done.migrationsExecuted == 0) {
            LOG.infof("The database's schema is up to date, at version %s", done.initialSchemaVersion);
        } else {
            LOG.infof(
                    "Migrated the database's schema: %s",
                    done.migrations.stream()
                            .map(each -> each.version + " " + each.description)
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Accepts a newer schema: during a rolling update, instances of the previous release may still start. */
    private static void requireMigrated(Flyway flyway) {
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
