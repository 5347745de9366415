package dev.millrace.chassis.persistence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;

/** The service's own database. There is no default password: without one the service does not start. */
@ConfigMapping(prefix = "database")
public interface DatabaseConfig {
    /** JDBC URL, such as {@code jdbc:postgresql://db.internal:5432/orders}. */
    @Pattern(regexp = "jdbc:postgresql://.+", message = "must be a JDBC URL such as jdbc:postgresql://host:5432/name")
    String url();

    /** PostgreSQL role of the service; it owns this database and nothing else. */
    String username();

    /** Password of the role. */
    String password();

    /** Who migrates the schema: {@code at-start}, {@code only} or {@code off}. */
    @WithDefault("at-start")
    MigrationMode migrate();
}
