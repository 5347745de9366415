package dev.millrace.chassis.deadletters;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decisions on dead letters, and failed replays, in the table {@code dead_letter}. */
@ApplicationScoped
class DecisionRepository {
    private static final String ALL =
            "SELECT partition, position, parked_at, state, replays, error, changed_at FROM dead_letter";
    private static final String SET = """
            INSERT INTO dead_letter (partition, position, parked_at, state, replays, error) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (partition, position, parked_at) DO UPDATE SET
                state = excluded.state, replays = dead_letter.replays + excluded.replays, error = excluded.error,
                changed_at = now()
            WHERE dead_letter.state = 'PARKED'""";

    /** State of a letter. A parked letter has a row only if a replay has failed. */
    enum State {
        PARKED,
        REPLAYED,
        DISCARDED
    }

    /**
     * @param replays number of failed replays
     * @param error error of the last failed replay
     */
    record Decision(State state, int replays, @Nullable String error, Instant at) {
        boolean isFinal() {
            return state != State.PARKED;
        }
    }

    record DeadLetterKey(int partition, long position, Instant parkedAt) {
        static DeadLetterKey of(DeadLetterRecord letter) {
            return new DeadLetterKey(letter.partition(), letter.position(), letter.parkedAt());
        }
    }

    private final AgroalDataSource database;

    DecisionRepository(AgroalDataSource database) {
        this.database = database;
    }

    Map<DeadLetterKey, Decision> all() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ALL);
                ResultSet row = select.executeQuery()) {
            Map<DeadLetterKey, Decision> decisions = new HashMap<>();
            while (row.next()) {
                decisions.put(
                        new DeadLetterKey(row.getInt(1), row.getLong(2), instant(row, 3)),
                        new Decision(
                                State.valueOf(row.getString(4)), row.getInt(5), row.getString(6), instant(row, 7)));
            }
            return decisions;
        }
    }

    /** Sets the final state of the letters; one that already has a final state keeps it. */
    void decide(List<DeadLetterRecord> letters, State state) throws SQLException {
        for (DeadLetterRecord letter : letters) {
            set(letter, state, 0, null);
        }
    }

    void failed(DeadLetterRecord letter, String error) throws SQLException {
        set(letter, State.PARKED, 1, error);
    }

    private void set(DeadLetterRecord letter, State state, int replays, @Nullable String error) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement set = connection.prepareStatement(SET)) {
            set.setInt(1, letter.partition());
            set.setLong(2, letter.position());
            set.setObject(3, letter.parkedAt().atOffset(ZoneOffset.UTC));
            set.setString(4, state.name());
            set.setInt(5, replays);
            set.setString(6, error);
            set.executeUpdate();
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
