package dev.millrace.relay.postgres;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStackResource;
import dev.millrace.relay.outbox.BatchLimit;
import dev.millrace.relay.support.Outbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutboxTableTest {
    private final Outbox outbox = new Outbox(DevStackResource.stack(), Database.ORDERS);

    @Test
    void shouldSayWhatFailedAndNotWhatThatLedTo() throws SQLException {
        try (Connection session = outbox.connect();
                PreparedStatement select = session.prepareStatement("SELECT pg_terminate_backend(pg_backend_pid())")) {
            assertThatThrownBy(() -> OutboxTable.read(select, new BatchLimit(1, 1)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("terminating connection");
        }
    }
}
