package dev.millrace.customers.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.messaging.TransientDatabaseFailure;
import dev.millrace.chassis.money.Money;
import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.customers.domain.CreditAccount;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.DevStackResource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Migration from state-based credit to events, on a filled database; each test in a schema of its own. */
@CustomerServiceTest
class CreditMigrationTest {
    private static final int CUSTOMERS = 200;

    private final String schema = "m" + UUID.randomUUID().toString().replace("-", "");
    private AgroalDataSource database;
    private CreditAccountReader reader;

    @BeforeEach
    void fill() throws SQLException {
        database = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(2)
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(DevStackResource.stack().jdbcUrl(Database.CUSTOMERS) + "?currentSchema="
                                        + schema)
                                .principal(new NamePrincipal("customer_service"))
                                .credential(new SimplePassword("customer_service")))));
        reader = new CreditAccountReader(database, new CreditEventCodec(new ObjectMapper()));
        execute("CREATE SCHEMA " + schema);
        flyway("2.1").migrate();
        execute("""
                INSERT INTO customer (id, name, email, currency, credit_limit, reserved, version, created_at)
                SELECT md5('customer ' || c)::uuid, 'C', 'c@example.org', CASE WHEN c %% 2 = 0 THEN 'EUR' ELSE 'USD' END,
                       1000 + c, c %% 7 * 10.01, 3, now() - interval '1 year' FROM generate_series(1, %d) c""".formatted(CUSTOMERS));
        execute("""
                INSERT INTO credit_reservation
                SELECT md5('order ' || c || ' ' || o)::uuid, md5('customer ' || c)::uuid, 10.01
                FROM generate_series(1, %d) c, generate_series(1, c %% 7) o""".formatted(CUSTOMERS));
    }

    @AfterEach
    void remove() throws SQLException {
        execute("DROP SCHEMA %s CASCADE".formatted(schema));
        database.close();
    }

    @Test
    void shouldKeepEveryLimitAndEveryReservation() throws SQLException {
        flyway("3").migrate();
        Map<UUID, CreditAccount> accounts = reader.accounts(IntStream.rangeClosed(1, CUSTOMERS)
                .mapToObj(CreditMigrationTest::customer)
                .toList());
        for (int c = 1; c <= CUSTOMERS; c++) {
            String currency = c % 2 == 0 ? "EUR" : "USD";
            assertThat(accounts.get(customer(c)))
                    .isEqualTo(new CreditAccount(
                            customer(c),
                            1 + c % 7,
                            new CreditAccount.Balance(
                                    Money.of(Integer.toString(1000 + c), currency),
                                    Money.of("10.01", currency).times(c % 7))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE customer SET reserved = 0, version = version + 1",
                "DELETE FROM credit_reservation",
                "INSERT INTO credit_reservation SELECT gen_random_uuid(), id, 1 FROM customer",
                "INSERT INTO customer VALUES (gen_random_uuid(), 'C', 'c@example.org', 'EUR', 1, 0, 0, now())"
            })
    void shouldKeepTheReleaseBeforeWaitingWhenItWantsToWrite(String sql) {
        flyway("3").migrate();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute(sql))
                .matches(TransientDatabaseFailure::isCauseOf)
                .withMessageContaining("stop it");
    }

    @Test
    void shouldChangeNothingWhenTheStateContradictsItself() throws SQLException {
        execute("DELETE FROM credit_reservation WHERE order_id = md5('order 6 1')::uuid");
        assertThatExceptionOfType(FlywayException.class)
                .isThrownBy(() -> flyway("3").migrate())
                .withMessageContaining("1 customers have reserved another amount");
        assertThat(flyway("3").info().current().getVersion().getVersion()).isEqualTo("2.1");
    }

    private static UUID customer(int number) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(("customer " + number).getBytes(StandardCharsets.UTF_8));
            ByteBuffer bits = ByteBuffer.wrap(digest);
            return new UUID(bits.getLong(), bits.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Flyway flyway(String target) {
        return Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .defaultSchema(schema)
                .locations("db/migration")
                .target(target)
                .load();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
