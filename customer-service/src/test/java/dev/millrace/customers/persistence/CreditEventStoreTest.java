package dev.millrace.customers.persistence;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.customers.domain.CreditAccount;
import dev.millrace.customers.domain.CreditEvent;
import dev.millrace.customers.domain.RecordedCreditEvent;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@CustomerServiceTest
class CreditEventStoreTest {
    private static final Money LIMIT = Money.of("1000.00", "EUR");
    private static final Money ONE = Money.of("1.00", "EUR");

    @Inject
    CreditEventStore store;

    @Inject
    CreditAccountReader reader;

    @Inject
    AgroalDataSource database;

    private final UUID customer = UUID.randomUUID();

    @Test
    void shouldRefuseAnAppendWhenTheAccountHasMovedOn() {
        CreditAccount unopened = CreditAccount.unopened(customer);
        append(unopened, new CreditEvent.Opened(LIMIT));
        CreditAccount read = reader.account(customer);
        append(read, new CreditEvent.Closed(UUID.randomUUID()));
        assertThatExceptionOfType(ConcurrentAppend.class)
                .isThrownBy(() -> append(read, new CreditEvent.Closed(UUID.randomUUID())))
                .withMessageContaining("version 1");
        assertThat(reader.account(customer).version()).isEqualTo(2);
    }

    @Test
    void shouldBeTheSameWithAndWithoutSnapshots() throws SQLException {
        CreditAccount account = CreditAccount.unopened(customer);
        account = appended(account, new CreditEvent.Opened(LIMIT));
        for (int i = 0; i < 250; i++) {
            account = appended(account, new CreditEvent.Reserved(UUID.randomUUID(), null, ONE));
        }
        assertThat(count("SELECT count(*) FROM credit_snapshot WHERE customer_id = '%s'"))
                .isEqualTo(12);
        assertThat(reader.account(customer)).isEqualTo(account);
        List<RecordedCreditEvent> page = reader.newestFirst(customer, 151L, 100);
        assertThat(page).hasSize(100);
        assertThat(page.getFirst().after().reserved()).isEqualTo(Money.of("149.00", "EUR"));
        assertThat(page.getFirst().occurredAt()).isAfterOrEqualTo(page.getLast().occurredAt());
        assertThat(reader.account(customer, page.getFirst().occurredAt()))
                .isEqualTo(page.getFirst().after());

        execute("DELETE FROM credit_snapshot WHERE customer_id = '%s'");
        assertThat(reader.account(customer)).isEqualTo(account);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE credit_event SET payload = '{}'",
                "DELETE FROM credit_event",
                "TRUNCATE credit_event",
                "INSERT INTO credit_event SELECT * FROM credit_event ON CONFLICT (customer_id, sequence) DO UPDATE SET type = ''"
            })
    void shouldNotLetTheServiceChangeWhatHappened(String sql) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute(sql))
                .withMessageContaining("permission denied for table credit_event");
    }

    private CreditAccount appended(CreditAccount account, CreditEvent event) {
        append(account, event);
        return account.apply(event);
    }

    private void append(CreditAccount account, CreditEvent event) {
        QuarkusTransaction.requiringNew().run(() -> store.append(account, event));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(customer));
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.formatted(customer))) {
            row.next();
            return row.getLong(1);
        }
    }
}
