package dev.millrace.orders.persistence;

import dev.millrace.devstack.Database;
import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.DevStackResource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Migration from cancelling by events to cancelling by a saga, with cancellations in progress; in a schema of its own.
 */
@OrderServiceTest
class CancellationMigrationTest {
    private final String schema = "m" + UUID.randomUUID().toString().replace("-", "");
    private AgroalDataSource database;

    @BeforeEach
    void fill() throws SQLException, IOException {
        database = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(2)
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(DevStackResource.stack().jdbcUrl(Database.ORDERS) + "?currentSchema=" + schema)
                                .principal(new NamePrincipal("order_service"))
                                .credential(new SimplePassword("order_service")))));
        execute("CREATE SCHEMA " + schema);
        execute(script("db/chassis/V0.30__sagas.sql"));
        flyway("2").migrate();
        execute("""
                INSERT INTO orders (id, customer_id, state, lines, total, currency, version, created_at, updated_at)
                SELECT gen_random_uuid(), gen_random_uuid(), state, '[]', 1, 'EUR', 1, now(), now()
                FROM unnest(ARRAY['PENDING', 'APPROVED', 'CANCEL_PENDING', 'CANCEL_PENDING', 'CANCELLED']) state""");
    }

    @AfterEach
    void remove() throws SQLException {
        execute("DROP SCHEMA %s CASCADE".formatted(schema));
        database.close();
    }

    @Test
    void shouldGiveEachOrderThatIsBeingCancelledASagaThatIsDue() throws SQLException {
        flyway("3").migrate();
        assertThat(select("""
                SELECT saga.type || ' ' || saga.version || ' ' || step.name || ' ' || step.attempts
                FROM saga JOIN saga_step step ON saga_id = saga.id JOIN orders ON orders.id = subject
                WHERE orders.state = 'CANCEL_PENDING' AND deadline <= clock_timestamp()
                  AND data ->> 'orderId' = orders.id::text AND data ->> 'customerId' = customer_id::text""")).containsExactly("cancel-order 1 release-credit 0", "cancel-order 1 release-credit 0");
        assertThat(select("SELECT count(*) FROM saga")).containsExactly("2");
    }

    private Flyway flyway(String target) {
        return Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .defaultSchema(schema)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .locations("db/migration")
                .target(target)
                .load();
    }

    private static String script(String resource) throws IOException {
        try (InputStream sql = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> select(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
