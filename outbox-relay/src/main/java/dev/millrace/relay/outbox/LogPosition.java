package dev.millrace.relay.outbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A position in a database's log.
 *
 * @param slot the replication slot that it belongs to
 * @param lsn everything that committed before this LSN is published; the slot has confirmed no more than that
 * @param records how many rows of the first transaction that commits afterwards are published as well
 * @param row identity of the last of these rows. A log of the same history has this row at this position. Null when no
 *     row has been read from the slot yet, and in positions of earlier versions
 * @param backlog the unpublished rows that are older than the slot; null when there are none
 * @param lost why the log does not hold everything that is still to be published; null when it does
 * @param mayBePublishedBefore rows that committed before this LSN may be on Kafka already, published by another program;
 *     null when that is settled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogPosition(
        String slot,
        long lsn,
        long records,
        @Nullable String row,
        @Nullable Backlog backlog,
        @Nullable String lost,
        @Nullable Long mayBePublishedBefore)
        implements Position {

    /**
     * The rows that committed before the slot's consistent point.
     *
     * @param snapshot distinguishes them from later rows, in the format of {@code pg_current_snapshot()}
     * @param seq {@code seq} of the last of them that is published
     * @param place in a table without {@code seq}, the place of that row; null before the first, and in tables with
     *     {@code seq}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Backlog(
            String snapshot, long seq, @Nullable String place) {}

    public LogPosition(
            String slot,
            long lsn,
            long records,
            @Nullable String row,
            @Nullable Backlog backlog,
            @Nullable String lost) {
        this(slot, lsn, records, row, backlog, lost, null);
    }

    /** Start of a copy of another program's slot. */
    public static LogPosition ofCopiedSlot(String slot, long lsn, long mayBePublishedBefore) {
        return new LogPosition(slot, lsn, 0, null, null, null, mayBePublishedBefore);
    }

    public LogPosition withMayBePublishedBefore(long lsn) {
        return new LogPosition(slot, this.lsn, records, row, backlog, lost, lsn);
    }

    /** Position before the slot is created: every row in the table is unpublished. */
    public static LogPosition beforeSlot(String slot) {
        return new LogPosition(slot, 0, 0, null, null, null);
    }

    /** Start of a new slot, with all older rows still to be published. */
    public static LogPosition ofNewSlot(String slot, long lsn, String snapshot) {
        return new LogPosition(slot, lsn, 0, null, new Backlog(snapshot, 0, null), null);
    }

    @JsonIgnore
    public boolean isBeforeSlot() {
        return lsn == 0;
    }

    /** This position with the backlog published up to {@code seq}. */
    public LogPosition withBacklogUpTo(long seq) {
        return withBacklogUpTo(seq, null);
    }

    /** The same in a table without {@code seq}. */
    public LogPosition withBacklogUpTo(String place) {
        return withBacklogUpTo(0, place);
    }

    private LogPosition withBacklogUpTo(long seq, @Nullable String place) {
        String snapshot = Objects.requireNonNull(backlog).snapshot();
        return new LogPosition(slot, lsn, records, row, new Backlog(snapshot, seq, place), lost);
    }

    public LogPosition withoutBacklog() {
        return new LogPosition(slot, lsn, records, row, null, lost);
    }

    /** Marks the position as lost: nothing is published from it until an operator decides. */
    public LogPosition asLost(String reason) {
        return new LogPosition(slot, lsn, records, row, backlog, reason, mayBePublishedBefore);
    }
}
