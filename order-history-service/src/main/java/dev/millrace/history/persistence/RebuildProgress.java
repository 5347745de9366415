package dev.millrace.history.persistence;

import dev.millrace.history.domain.LogRange;
import dev.millrace.history.domain.PartitionProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The progress of a rebuild. Each step is stored in the same transaction as the rows written. */
@ApplicationScoped
public class RebuildProgress {
    private final Sql sql;

    RebuildProgress(Sql sql) {
        this.sql = sql;
    }

    /**
     * Keeps the first target, unless the log ends before it. The topic was recreated then, and the range is
     * replaced.
     */
    public void plan(int generation, LogRange log) {
        sql.update("""
                INSERT INTO rebuild_progress AS p (generation, topic, partition, position, target)
                VALUES (?, ?, ?, least(?, ?), ?)
                ON CONFLICT (generation, topic, partition) DO UPDATE
                SET position = excluded.position, target = excluded.target WHERE p.target > excluded.target""", generation, log.topic(), log.partition(), log.begin(), log.end(), log.end());
    }

    /**
     * Claims a partition that no other instance works on, until the transaction ends. Topics are read one after the
     * other, customers first: writing names locks many orders, and two such transactions could deadlock.
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

    public void advance(int generation, PartitionProgress partition, long position, long skipped) {
        sql.update("""
                UPDATE rebuild_progress SET position = ?, skipped = skipped + ?
                WHERE generation = ? AND topic = ? AND partition = ?""", position, skipped, generation, partition.topic(), partition.partition());
    }

    public boolean isComplete(int generation) {
        return sql.query("""
                        SELECT coalesce(bool_and(position >= target), false) AS complete FROM rebuild_progress
                        WHERE generation = ?""", row -> row.getBoolean("complete"), generation).getFirst();
    }
}
