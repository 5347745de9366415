package dev.millrace.history.persistence;

import dev.millrace.history.domain.LogRange;
import dev.millrace.history.domain.PartitionProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** How far a building generation has come. Each step is kept in the transaction of its effect. */
@ApplicationScoped
public class RebuildProgress {
    private final Sql sql;

    RebuildProgress(Sql sql) {
        this.sql = sql;
    }

    /**
     * The target that was set first stays; unless the log ends before it, because the topic was made anew: then there is
     * only that to read.
     */
    public void plan(int generation, LogRange log) {
        sql.update("""
                INSERT INTO rebuild_progress AS p (generation, topic, partition, position, target)
                VALUES (?, ?, ?, least(?, ?), ?)
                ON CONFLICT (generation, topic, partition) DO UPDATE
                SET position = excluded.position, target = excluded.target WHERE p.target > excluded.target""", generation, log.topic(), log.partition(), log.begin(), log.end(), log.end());
    }

    /**
     * Takes a partition that nobody else works on, until the transaction ends. One topic after the other, customers
     * first: their names lock many orders, and two such transactions could wait for each other.
     */
    public Optional<PartitionProgress> claim(int generation) {
        return sql
                .query(
                        """
                        SELECT topic, partition, position, target FROM rebuild_progress
                        WHERE generation = ? AND position < target AND topic = (
                            SELECT min(topic) FROM rebuild_progress WHERE generation = ? AND position < target)
                        ORDER BY partition LIMIT 1 FOR UPDATE SKIP LOCKED""",
                        row -> new PartitionProgress(
                                row.getString("topic"),
                                row.getInt("partition"),
                                row.getLong("position"),
                                row.getLong("target")),
                        generation,
                        generation)
                .stream()
                .findFirst();
    }

    public void advance(int generation, PartitionProgress share, long position, long skipped) {
        sql.update("""
                UPDATE rebuild_progress SET position = ?, skipped = skipped + ?
                WHERE generation = ? AND topic = ? AND partition = ?""", position, skipped, generation, share.topic(), share.partition());
    }

    public boolean isComplete(int generation) {
        return sql.query("""
                        SELECT coalesce(bool_and(position >= target), false) AS complete FROM rebuild_progress
                        WHERE generation = ?""", row -> row.getBoolean("complete"), generation).getFirst();
    }
}
