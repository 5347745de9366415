package dev.millrace.chassis.persistence;

import dev.millrace.chassis.start.StartupTaskCompleted;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.jboss.logging.Logger;

/**
 * Migrates the service's database, or checks that it has been migrated. Runs after the configuration has been validated
 * and before anything reads a table, the consumers start and the HTTP port opens.
 */
@ApplicationScoped
class SchemaMigration {
    private static final Logger LOG = Logger.getLogger(SchemaMigration.class);

    private final Flyway flyway;
    private final SchemaValidation validation;
    private final DatabaseConfig config;
    private final Scheduler scheduler;

    SchemaMigration(Flyway flyway, SchemaValidation validation, DatabaseConfig config, Scheduler scheduler) {
        this.flyway = flyway;
        this.validation = validation;
        this.config = config;
        this.scheduler = scheduler;
    }

    /**
     * Starts the scheduler, unless it is disabled, only after the migration: scheduled jobs read tables. See {@code
     * quarkus.scheduler.start-mode}.
     */
    void prepare(@Observes @Priority(2) StartupEvent start) {
        switch (config.migrate()) {
            case AT_START -> migrate(flyway);
            case ONLY -> migrateOnly(flyway);
            case OFF -> validation.await();
        }
        if (scheduler.isStarted()) {
            scheduler.resume();
        }
    }

    static void migrateOnly(Flyway flyway) {
        migrate(flyway);
        throw new StartupTaskCompleted("the database is migrated");
    }

    static void migrate(Flyway flyway) {
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
}
