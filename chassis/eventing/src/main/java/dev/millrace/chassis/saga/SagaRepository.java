package dev.millrace.chassis.saga;

import dev.millrace.chassis.saga.StepExecution.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sagas in the service's database. All times are from the database's clock, so that clock skew has no effect. */
@ApplicationScoped
class SagaRepository {
    private static final String INSERT = """
            INSERT INTO saga (id, type, version, subject, state, data, origin)
            VALUES (?, ?, ?, ?, 'RUNNING', ?::json, ?::json)""";
    private static final String SELECT =
            "SELECT id, type, version, data, origin, reason FROM saga WHERE ended_at IS NULL AND id = ? ";
    private static final String SET_DEADLINE =
            "UPDATE saga SET deadline = clock_timestamp() + ? * interval '1 millisecond' WHERE id = ?";
    private static final String DUE = """
            SELECT id FROM saga
            WHERE deadline <= clock_timestamp() AND type || ' ' || version = ANY (?)
            ORDER BY deadline LIMIT ?""";
    private static final String FINISH = """
            UPDATE saga_step SET state = ?, error = ?, ended_at = clock_timestamp() WHERE saga_id = ? AND number = ?
            RETURNING (1000 * extract(epoch FROM ended_at - started_at))::bigint""";
    private static final String EXECUTIONS =
            "SELECT number, name, compensation, state, attempts, commands FROM saga_step WHERE saga_id = ? ORDER BY number";
    private static final int CHUNK = 10_000;
    private static final String REMOVE = """
            DELETE FROM saga WHERE id = ANY (ARRAY(
                SELECT id FROM saga WHERE ended_at < clock_timestamp() - ? * interval '1 millisecond' LIMIT ?))""";

    private final SagaSql sql;

    SagaRepository(SagaSql sql) {
        this.sql = sql;
    }

    void insert(UUID id, SagaDefinition<?> definition, UUID subject, String data, String origin) {
        sql.update(INSERT, id, definition.type(), definition.version(), subject, data, origin);
    }

    /** Locks the saga, waiting for its current lock to be released; empty when it has ended or does not exist. */
    Optional<SagaRow> lock(UUID id) {
        return sql.query(SELECT + "FOR UPDATE", SagaRepository::row, id).stream()
                .findFirst();
    }

    /** Locks the saga if its deadline has passed and nobody else has locked it; empty otherwise. */
    Optional<SagaRow> lockDue(UUID id) {
        return sql
                .query(SELECT + "AND deadline <= clock_timestamp() FOR UPDATE SKIP LOCKED", SagaRepository::row, id)
                .stream()
                .findFirst();
    }

    /** Sagas of these versions whose deadline has passed, oldest deadline first. */
    List<UUID> due(Set<SagaVersion> versions, int limit) {
        String[] names = versions.stream().map(SagaVersion::toString).toArray(String[]::new);
        return sql.query(DUE, row -> row.getObject("id", UUID.class), names, limit);
    }

    Set<SagaVersion> runningVersions() {
        return Set.copyOf(sql.query(
                "SELECT DISTINCT type, version FROM saga WHERE deadline IS NOT NULL",
                row -> new SagaVersion(row.getString("type"), row.getInt("version"))));
    }

    List<StepExecution> executions(UUID saga) {
        return sql.query(EXECUTIONS, SagaRepository::execution, saga);
    }

    void begin(UUID saga, StepExecution step) {
        sql.update(
                "INSERT INTO saga_step (saga_id, number, name, compensation, state) VALUES (?, ?, ?, ?, 'RUNNING')",
                saga,
                step.number(),
                step.name(),
                step.compensation());
    }

    /** @param delay time until the command is sent again if there is no reply */
    void sent(UUID saga, int step, UUID command, Duration delay) {
        sql.update(
                "UPDATE saga_step SET attempts = attempts + 1, commands = commands || ? WHERE saga_id = ? AND number = ?",
                command,
                saga,
                step);
        wakeAfter(saga, delay);
    }

    void noteError(UUID saga, int step, String error) {
        sql.update("UPDATE saga_step SET error = ? WHERE saga_id = ? AND number = ?", error, saga, step);
    }

    /** Postpones a saga whose processing failed. It counts as an attempt, so that the saga will need attention. */
    void putOff(UUID saga, String error, Duration delay) {
        sql.update(
                "UPDATE saga_step SET error = ?, attempts = attempts + 1 WHERE saga_id = ? AND state = 'RUNNING'",
                error,
                saga);
        wakeAfter(saga, delay);
    }

    void wakeAfter(UUID saga, Duration delay) {
        sql.update(SET_DEADLINE, delay.toMillis(), saga);
    }

    /** @return how long the step has taken, with all its attempts */
    Duration finish(UUID saga, int step, State state, @Nullable String error) {
        return sql.query(FINISH, row -> Duration.ofMillis(row.getLong(1)), state.name(), error, saga, step)
                .getFirst();
    }

    void switchToCompensation(UUID saga, String reason) {
        sql.update("UPDATE saga SET state = 'COMPENSATING', reason = ? WHERE id = ?", reason, saga);
    }

    void end(UUID saga, SagaState state) {
        sql.update(
                "UPDATE saga SET state = ?, ended_at = clock_timestamp(), deadline = NULL WHERE id = ?",
                state.name(),
                saga);
    }

    /** In chunks, because a statement has a time limit. */
    void removeEnded(Duration retention) {
        int removed;
        do {
            removed = sql.update(REMOVE, retention.toMillis(), CHUNK);
        } while (removed == CHUNK);
    }

    private static SagaRow row(ResultSet row) throws SQLException {
        return new SagaRow(
                row.getObject("id", UUID.class),
                row.getString("type"),
                row.getInt("version"),
                row.getString("data"),
                row.getString("origin"),
                row.getString("reason"));
    }

    private static StepExecution execution(ResultSet row) throws SQLException {
        return new StepExecution(
                row.getInt("number"),
                row.getString("name"),
                row.getBoolean("compensation"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Set.of((UUID[]) row.getArray("commands").getArray()));
    }
}
