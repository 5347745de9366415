package dev.millrace.relay.outbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A place in a database's log.
 *
 * @param slot the replication slot that it belongs to
 * @param lsn all that committed before this log position is published, and the slot has confirmed no more than that
 * @param records how many rows of the first transaction that commits afterwards are published as well
 * @param row identity of the last of these rows, which a log of the same history has at this place; null when none was
 *     read from the slot yet, and in positions of earlier versions
 * @param backlog what is left of the rows that are older than the slot; null when nothing is
 * @param lost why the log does not hold all that is to be published; null when it does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogPosition(String slot, long lsn, long records, String row, Backlog backlog, String lost)
        implements Position {

    /**
     * The rows that were committed before the slot began to see.
     *
     * @param snapshot tells them from the later ones, as {@code pg_current_snapshot()} puts it
     * @param seq the last of them that is published
     */
    public record Backlog(String snapshot, long seq) {}

    /** Before the slot is made: every row in the table is unpublished. */
    public static LogPosition beforeSlot(String slot) {
        return new LogPosition(slot, 0, 0, null, null, null);
    }

    /** Where a new slot begins, with all that is older still to be published. */
    public static LogPosition ofNewSlot(String slot, long lsn, String snapshot) {
        return new LogPosition(slot, lsn, 0, null, new Backlog(snapshot, 0), null);
    }

    @JsonIgnore
    public boolean isBeforeSlot() {
        return lsn == 0;
    }

    /** The same place with the backlog published up to a row. */
    public LogPosition withBacklogUpTo(long seq) {
        return new LogPosition(slot, lsn, records, row, new Backlog(backlog.snapshot(), seq), lost);
    }

    public LogPosition withoutBacklog() {
        return new LogPosition(slot, lsn, records, row, null, lost);
    }

    /** Nothing is published from there until somebody decides. */
    public LogPosition asLost(String reason) {
        return new LogPosition(slot, lsn, records, row, backlog, reason);
    }
}
