package dev.millrace.history.persistence;

import dev.millrace.history.domain.Generation;
import dev.millrace.history.domain.Generation.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** Which makings of the view there are, and which one readers see. */
@ApplicationScoped
public class GenerationRepository {
    private static final int SWEPT_AT_ONCE = 5_000;

    private final Sql sql;

    GenerationRepository(Sql sql) {
        this.sql = sql;
    }

    /** Those that every new event belongs in: the live one, and the one being built. */
    public int[] written() {
        return sql
                .query(
                        "SELECT generation FROM view_generation WHERE state IN ('LIVE', 'BUILDING') ORDER BY generation",
                        row -> row.getInt("generation"))
                .stream()
                .mapToInt(generation -> generation)
                .toArray();
    }

    /** Begins a generation, unless one is being built. */
    public void begin() {
        sql.update("""
                INSERT INTO view_generation (state) SELECT 'BUILDING'
                WHERE NOT EXISTS (SELECT FROM view_generation WHERE state = 'BUILDING') ON CONFLICT DO NOTHING""");
    }

    public Optional<Integer> building() {
        return sql
                .query(
                        "SELECT generation FROM view_generation WHERE state = 'BUILDING'",
                        row -> row.getInt("generation"))
                .stream()
                .findFirst();
    }

    /** Locks the generation while it is being built; false when it is not any more. */
    public boolean lockBuilding(int generation) {
        return !sql.query(
                        "SELECT FROM view_generation WHERE generation = ? AND state = 'BUILDING' FOR UPDATE",
                        row -> true,
                        generation)
                .isEmpty();
    }

    /** In the caller's transaction, so that readers see the old one or the new one. */
    public void swapTo(int generation) {
        sql.update("UPDATE view_generation SET state = 'RETIRED' WHERE state = 'LIVE'");
        sql.update("UPDATE view_generation SET state = 'LIVE', live_at = now() WHERE generation = ?", generation);
    }

    /** Removes some of what no reader sees any more; also what a consumer wrote there while it was retired. */
    public void sweep() {
        Stream.of("order_view", "order_step", "cause", "customer_name")
                .forEach(table -> sql.update("""
                        DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                            SELECT ctid FROM %1$s
                            WHERE generation < (SELECT generation FROM view_generation WHERE state = 'LIVE')
                            LIMIT %2$d))""".formatted(table, SWEPT_AT_ONCE)));
    }

    /** The one that was begun last. */
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
                Sql.instant(row, "begun_at"),
                Sql.instant(row, "live_at"));
    }
}
