package dev.millrace.chassis.persistence;

import dev.millrace.chassis.start.NothingLeftToDo;
import dev.millrace.devstack.DevStackResource;
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

import static dev.millrace.chassis.persistence.Migrate.AT_START;
import static dev.millrace.chassis.persistence.Migrate.OFF;
import static dev.millrace.chassis.persistence.Migrate.ONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each test has a schema of its own, empty at first, and migrations of its own. */
@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class SchemaTest {
    private static final String OLDER = "classpath:schema-test/one";
    private static final String NEWER = "classpath:schema-test/two";

    @Inject
    AgroalDataSource database;

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
        Schema.prepare(newer, AT_START);
        Schema.prepare(newer, AT_START);
        assertThat(applied()).containsExactly("1", "2");
    }

    @Test
    void shouldMigrateAndEndTheStartWithSuccessWhenThatIsAll() {
        assertThatThrownBy(() -> Schema.prepare(newer, ONLY)).isInstanceOf(NothingLeftToDo.class);
        assertThat(applied()).containsExactly("1", "2");
    }

    @Test
    void shouldNotStartOnAnEmptySchemaAndChangeNothingWhenOff() {
        assertThatThrownBy(() -> Schema.prepare(newer, OFF))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("1 one", "2 two", "DATABASE_MIGRATE=only");
        assertThat(applied()).isEmpty();
    }

    @Test
    void shouldNotStartOnAnOlderSchemaAndSayWhatItLacksWhenOff() {
        Schema.prepare(older, AT_START);
        assertThatThrownBy(() -> Schema.prepare(newer, OFF))
                .hasMessageContaining("2 two")
                .message()
                .doesNotContain("1 one");
        assertThat(applied()).containsExactly("1");
    }

    @Test
    void shouldStartOnTheSameSchemaAndOnANewerOneWhenOff() {
        Schema.prepare(newer, AT_START);
        Schema.prepare(newer, OFF);
        Schema.prepare(older, OFF);
        assertThat(applied()).containsExactly("1", "2");
    }

    @Test
    void shouldNotStartWhenAnAppliedMigrationIsAnotherThanItsFileWhenOff() throws SQLException {
        Schema.prepare(newer, AT_START);
        execute("UPDATE %s.flyway_schema_history SET checksum = 0 WHERE version = '2'".formatted(schema));
        assertThatThrownBy(() -> Schema.prepare(newer, OFF)).hasMessageContaining("2 two");
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
