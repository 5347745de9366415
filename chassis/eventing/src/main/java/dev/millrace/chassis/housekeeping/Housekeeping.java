package dev.millrace.chassis.housekeeping;

import dev.millrace.chassis.messaging.EventingConfig;
import dev.millrace.chassis.messaging.InboxRetention;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Deletes inbox rows and idempotency keys that are older than their retention. */
@ApplicationScoped
class Housekeeping {
    private static final int CHUNK = 10_000;
    private static final String FORGET_MESSAGES = """
            DELETE FROM inbox WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM inbox WHERE received_at < ? LIMIT ?))""";
    private static final String FORGET_KEYS = """
            DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM idempotency_key WHERE created_at < ? LIMIT ?))""";

    private final AgroalDataSource database;
    private final EventingConfig config;
    private final InboxRetention inbox;

    Housekeeping(AgroalDataSource database, EventingConfig config, InboxRetention inbox) {
        this.database = database;
        this.config = config;
        this.inbox = inbox;
    }

    @Scheduled(
            every = "{chassis.housekeeping-interval}",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP)
    void forget() throws SQLException {
        Optional<Duration> retention = inbox.get();
        if (retention.isPresent()) {
            delete(FORGET_MESSAGES, retention.get());
        }
        delete(FORGET_KEYS, config.idempotencyRetention());
    }

    void run(@Observes JobsDue event) throws SQLException {
        forget();
    }

    /** In chunks, because a statement has a time limit. */
    private void delete(String sql, Duration retention) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, OffsetDateTime.now(ZoneOffset.UTC).minus(retention));
            delete.setInt(2, CHUNK);
            while (delete.executeUpdate() == CHUNK) {
                // there may be more
            }
        }
    }
}
