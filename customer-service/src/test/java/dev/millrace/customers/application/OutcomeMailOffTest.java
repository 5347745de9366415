package dev.millrace.customers.application;

import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.customers.domain.OrderOutcome;
import dev.millrace.customers.domain.Outcome;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static dev.millrace.customers.api.CustomerRequests.registered;
import static org.assertj.core.api.Assertions.assertThat;

@CustomerServiceTest
class OutcomeMailOffTest {
    @Inject
    MailService mails;

    @Inject
    AgroalDataSource database;

    @Test
    void shouldQueueNothingWhenNoSenderIsConfigured() throws SQLException {
        UUID order = UUID.randomUUID();
        mails.queue(new OrderOutcome(order, 1, registered("1"), null, Outcome.APPROVED, null, Instant.now()));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT FROM order_mail WHERE order_id = '" + order + "'")) {
            assertThat(row.next()).isFalse();
        }
    }
}
