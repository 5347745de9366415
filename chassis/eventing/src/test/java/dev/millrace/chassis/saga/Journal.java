package dev.millrace.chassis.saga;

import java.util.List;
import java.util.UUID;

/** Effects in commit order. */
final class Journal {
    private final SagaSql sql;

    Journal(SagaSql sql) {
        this.sql = sql;
        sql.update(
                "CREATE TABLE IF NOT EXISTS journal (seq bigint GENERATED ALWAYS AS IDENTITY, trip uuid, what text)");
    }

    void write(UUID trip, String what) {
        sql.update("INSERT INTO journal (trip, what) VALUES (?, ?)", trip, what);
    }

    List<String> of(UUID trip) {
        return sql.query("SELECT what FROM journal WHERE trip = ? ORDER BY seq", row -> row.getString(1), trip);
    }
}
