package dev.millrace.history.persistence;

import dev.millrace.history.domain.Generation;
import dev.millrace.history.domain.Generation.State;
import dev.millrace.history.domain.Loss;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The generations of the view. */
@ApplicationScoped
public class GenerationRepository {
    private static final int SWEPT_AT_ONCE = 5_000;

    private static final String LIVE = "SELECT generation FROM view_generation WHERE state = 'LIVE'";

    private static final String LOSS = """
            SELECT
                (SELECT count(*) FROM order_view live WHERE live.generation = (%1$s) AND NOT EXISTS (
                    SELECT FROM order_view made WHERE made.generation = ? AND made.order_id = live.order_id
                        AND made.version >= live.version)) AS orders,
                (SELECT count(*) FROM order_step live WHERE live.generation = (%1$s) AND NOT EXISTS (
                    SELECT FROM order_step made WHERE made.generation = ? AND made.order_id = live.order_id
                        AND made.version = live.version)) AS steps,
                (SELECT count(*) FROM customer_name live WHERE live.generation = (%1$s) AND NOT EXISTS (
                    SELECT FROM customer_name made WHERE made.generation = ?
                        AND made.customer_id = live.customer_id)) AS customers""".formatted(LIVE);

    private final Sql sql;

    GenerationRepository(Sql sql) {
        this.sql = sql;
    }

    /** The generations that new events are written to: the live one and the one that is being built or held. */
    public int[] written() {
        return sql
                .query(
                        "SELECT generation FROM view_generation WHERE state <> 'RETIRED' ORDER BY generation",
                        row -> row.getInt("generation"))
                .stream()
                .mapToInt(generation -> generation)
                .toArray();
    }

    /** Begins a generation, unless one is being built or held. */
    public void begin() {
        sql.update("""
                INSERT INTO view_generation (state) SELECT 'BUILDING'
                WHERE NOT EXISTS (SELECT FROM view_generation WHERE state IN ('BUILDING', 'HELD'))
                ON CONFLICT DO NOTHING""");
    }

    public Optional<Integer> building() {
        return sql
                .query(
                        "SELECT generation FROM view_generation WHERE state = 'BUILDING'",
                        row -> row.getInt("generation"))
                .stream()
                .findFirst();
    }

    /** Locks the generation if it is being built; returns false otherwise. */
    public boolean lockBuilding(int generation) {
        return !sql.query(
                        "SELECT FROM view_generation WHERE generation = ? AND state = 'BUILDING' FOR UPDATE",
                        row -> true,
                        generation)
                .isEmpty();
    }

    /** What readers would lose if the generation became live. */
    public Loss lossOf(int generation) {
        return sql.query(
                        LOSS,
                        row -> new Loss(row.getLong("orders"), row.getLong("steps"), row.getLong("customers")),
                        generation,
                        generation,
                        generation)
                .getFirst();
    }

    public void warn(int generation, @Nullable String warning) {
        sql.update("UPDATE view_generation SET warning = ? WHERE generation = ?", warning, generation);
    }

    public void hold(int generation) {
        sql.update("UPDATE view_generation SET state = 'HELD' WHERE generation = ?", generation);
    }

    /** Locks the held generation, if there is one. */
    public Optional<Integer> lockHeld() {
        return sql
                .query(
                        "SELECT generation FROM view_generation WHERE state = 'HELD' FOR UPDATE",
                        row -> row.getInt("generation"))
                .stream()
                .findFirst();
    }

    /** @return whether a generation was being built or held */
    public boolean discard() {
        return sql.update("UPDATE view_generation SET state = 'RETIRED' WHERE state IN ('BUILDING', 'HELD')") > 0;
    }

    /** Runs in the caller's transaction, so that readers see either the old or the new generation. */
    public void swapTo(int generation) {
        sql.update("UPDATE view_generation SET state = 'RETIRED' WHERE state = 'LIVE'");
        sql.update("UPDATE view_generation SET state = 'LIVE', live_at = now() WHERE generation = ?", generation);
    }

    /**
     * Deletes a bounded number of rows of retired generations, including rows that a consumer wrote after the
     * retirement.
     */
    public void sweep() {
        Stream.of("order_view", "order_step", "cause", "customer_name")
                .forEach(table -> sql.update("""
                        DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                            SELECT ctid FROM %1$s
                            WHERE generation IN (SELECT generation FROM view_generation WHERE state = 'RETIRED')
                            LIMIT %2$d))""".formatted(table, SWEPT_AT_ONCE)));
    }

    /** The generation that was begun last. */
    public Generation latest() {
        return sql.query("""
                SELECT g.*, coalesce(sum(least(position, target)), 0) AS position, coalesce(sum(target), 0) AS target,
                    coalesce(sum(skipped), 0) AS skipped
                FROM view_generation g LEFT JOIN rebuild_progress USING (generation)
                GROUP BY g.generation ORDER BY g.generation DESC LIMIT 1""", GenerationRepository::generation).getFirst();
    }

    private static Generation generation(ResultSet row) throws SQLException {
        return new Generation(
                row.getInt("generation"),
                State.valueOf(row.getString("state")),
                row.getLong("position"),
                row.getLong("target"),
                row.getLong("skipped"),
                row.getString("warning"),
                Sql.instant(row, "begun_at"),
                Sql.optionalInstant(row, "live_at"));
    }
}
