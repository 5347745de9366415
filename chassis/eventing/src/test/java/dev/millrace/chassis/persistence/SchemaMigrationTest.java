package dev.millrace.chassis.persistence;

import dev.millrace.chassis.start.StartupTaskCompleted;
import dev.millrace.testsupport.DevStackResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each test has its own schema, initially empty, and its own migrations. */
@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class SchemaMigrationTest {
    private static final String OLDER = "classpath:schema-test/one";
    private static final String NEWER = "classpath:schema-test/two";

    @Inject
    AgroalDataSource database;

    @Inject
    DatabaseConfig config;

    private final String schema = "s" + UUID.randomUUID().toString().replace("-", "");
    private Flyway older;
    private Flyway newer;

    @BeforeEach
    void makeSchema() throws SQLException {
        execute("CREATE SCHEMA " + schema);
        older = flyway(OLDER);
        newer = flyway(OLDER, NEWER);
    }

    @Test
    void shouldMigrateAndGoOnWhenMigratingAtStart() {
        SchemaMigration.migrate(newer);
        SchemaMigration.migrate(newer);
        assertThat(applied()).containsExactly("1", "2");
    }

    @Test
    void shouldMigrateAndEndTheStartWithSuccessWhenThatIsAll() {
        assertThatThrownBy(() -> SchemaMigration.migrateOnly(newer)).isInstanceOf(StartupTaskCompleted.class);
        assertThat(applied()).containsExactly("1", "2");
    }

    @Test
    void shouldNotStartOnAnEmptySchemaAndChangeNothingWhenOff() {
        assertThatThrownBy(() -> SchemaValidation.validate(newer))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("1 one", "2 two", "DATABASE_MIGRATE=only");
        assertThat(applied()).isEmpty();
    }

    @Test
    void shouldNotStartOnAnOlderSchemaAndSayWhatItLacksWhenOff() {
        SchemaMigration.migrate(older);
        assertThatThrownBy(() -> SchemaValidation.validate(newer))
                .hasMessageContaining("2 two")
                .message()
                .doesNotContain("1 one");
        assertThat(applied()).containsExactly("1");
    }

    @Test
    void shouldStartOnTheSameSchemaAndOnANewerOneWhenOff() {
        SchemaMigration.migrate(newer);
        SchemaValidation.validate(newer);
        SchemaValidation.validate(older);
        assertThat(applied()).containsExactly("1", "2");
    }

    @Test
    void shouldNotStartWhenAnAppliedMigrationIsAnotherThanItsFileWhenOff() throws SQLException {
        SchemaMigration.migrate(newer);
        execute("UPDATE %s.flyway_schema_history SET checksum = 0 WHERE version = '2'".formatted(schema));
        assertThatThrownBy(() -> SchemaValidation.validate(newer)).hasMessageContaining("2 two");
    }

    @Test
    void shouldGiveAMigrationMoreTimeThanARequest() {
        Flyway slow = Flyway.configure(getClass().getClassLoader())
                .dataSource(config.url() + "?socketTimeout=1", config.username(), config.password())
                .callbacks(new MigrationTimeLimit())
                .defaultSchema(schema)
                .locations("classpath:schema-test/slow")
                .load();
        assertThat(slow.migrate().success).isTrue();
    }

    private String[] applied() {
        return Arrays.stream(newer.info().applied())
                .map(each -> each.getVersion().getVersion())
                .toArray(String[]::new);
    }

    private Flyway flyway(String... locations) {
        return Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .defaultSchema(schema)
                .locations(locations)
                .load();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
