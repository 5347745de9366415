package dev.millrace.relay.debezium;

import io.debezium.connector.postgresql.connection.ReplicationMessage;

/**
 * Makes rows of what Debezium decodes, in place of its own change records, and counts where each one is. The last row
 * that is published already comes first, as the proof that the log is the one that it was read from.
 */
final class TransactionAssembler {
    private final RowQueue queue;
    private long lsn;
    private long records;
    private long leftOut;

    /**
     * @param lsn from which the log is read
     * @param leftOut how many rows of the first transaction do not come
     */
    TransactionAssembler(RowQueue queue, long lsn, long leftOut) {
        this.queue = queue;
        this.lsn = lsn;
        this.leftOut = leftOut;
    }

    /** @param at the message's place in the log; that of a commit is where the next transaction may begin */
    void take(ReplicationMessage message, long at) throws InterruptedException {
        switch (message.getOperation()) {
            case INSERT -> {
                records++;
                if (records > leftOut) {
                    queue.put(new OutboxRow(message, lsn, records));
                }
            }
            case COMMIT -> {
                lsn = at;
                records = 0;
                leftOut = 0;
            }
            default -> {
                // Nothing else in the log is to be published.
            }
        }
    }
}
