package dev.millrace.chassis.saga;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the state of sagas, for operators. */
@ApplicationScoped
public class SagaReader {
    private static final String SAGAS = """
            SELECT id, type, version, state, reason, started_at, ended_at FROM saga
            WHERE subject = ? ORDER BY started_at DESC, id DESC""";
    private static final String STEPS = """
            SELECT name, compensation, state, attempts, started_at, ended_at, error FROM saga_step
            WHERE saga_id = ? ORDER BY number""";

    private final SagaSql sql;
    private final SagaConfig config;

    SagaReader(SagaSql sql, SagaConfig config) {
        this.sql = sql;
        this.config = config;
    }

    /** Running and ended sagas of the aggregate, newest first. */
    public List<SagaSummary> of(UUID subject) {
        return sql.query(SAGAS, this::summary, subject);
    }

    /** Whether a saga of the aggregate is running. */
    public boolean isRunning(UUID subject) {
        return !sql.query("SELECT FROM saga WHERE subject = ? AND ended_at IS NULL LIMIT 1", row -> subject, subject)
                .isEmpty();
    }

    private SagaSummary summary(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        List<SagaSummary.Step> steps = sql.query(STEPS, SagaReader::step, id);
        @Nullable Instant ended = ended(row);
        return new SagaSummary(
                id,
                row.getString("type"),
                row.getInt("version"),
                ended == null && needsAttention(steps)
                        ? SagaState.NEEDS_ATTENTION
                        : SagaState.valueOf(row.getString("state")),
                row.getString("reason"),
                started(row),
                ended,
                steps);
    }

    /** Only steps that are never given up exceed the configured attempts. */
    private boolean needsAttention(List<SagaSummary.Step> steps) {
        return !steps.isEmpty() && steps.getLast().attempts() > config.attempts();
    }

    private static SagaSummary.Step step(ResultSet row) throws SQLException {
        return new SagaSummary.Step(
                row.getString("name"),
                row.getBoolean("compensation"),
                row.getString("state"),
                row.getInt("attempts"),
                started(row),
                ended(row),
                row.getString("error"));
    }

    private static Instant started(ResultSet row) throws SQLException {
        return row.getObject("started_at", OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant ended(ResultSet row) throws SQLException {
        OffsetDateTime time = row.getObject("ended_at", OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
