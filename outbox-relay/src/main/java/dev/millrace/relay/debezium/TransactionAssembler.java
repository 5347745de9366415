package dev.millrace.relay.debezium;

import io.debezium.connector.postgresql.connection.ReplicationMessage;

/**
 * Makes rows of Debezium's decoded messages, in place of its change records, and counts the position of each. The last
 * published row comes first; it proves that the log has the same history.
 */
final class TransactionAssembler {
    private final RowQueue queue;
    private long lsn;
    private long records;
    private long leftOut;

    /**
     * @param lsn from which the log is read
     * @param leftOut number of rows of the first transaction to skip
     */
    TransactionAssembler(RowQueue queue, long lsn, long leftOut) {
        this.queue = queue;
        this.lsn = lsn;
        this.leftOut = leftOut;
    }

    /** @param at LSN of the message; that of a commit is where the next transaction may begin */
    void take(ReplicationMessage message, long at) throws InterruptedException {
        switch (message.getOperation()) {
            case INSERT -> {
                if (message.isSkippedMessage()) {
                    return; // a row of another table in the publication
                }
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
                // No other message holds anything to publish.
            }
        }
    }
}
