package dev.millrace.relay.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * How far a source has been published.
 *
 * @param slot the replication slot that it belongs to
 * @param offset the engine's own offset at the end of a transaction; empty at the slot's start
 * @param records how many records of the transaction that follows are published as well
 * @param backlog what is left of the rows that are older than the slot; null when nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Position(String slot, Map<String, Object> offset, long records, Backlog backlog) {

    /**
     * The rows that were committed before the slot began to see.
     *
     * @param snapshot tells them from the later ones, as {@code pg_current_snapshot()} puts it
     * @param seq the last of them that is published
     */
    public record Backlog(String snapshot, long seq) {}

    public static Position streamed(String slot, Map<String, Object> offset, long records) {
        return new Position(slot, offset, records, null);
    }

    public static Position inBacklog(String slot, String snapshot, long seq) {
        return new Position(slot, Map.of(), 0, new Backlog(snapshot, seq));
    }

    public static Position startOf(String slot) {
        return streamed(slot, Map.of(), 0);
    }
}
