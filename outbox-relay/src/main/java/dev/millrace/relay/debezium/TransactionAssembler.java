package dev.millrace.relay.debezium;

import io.debezium.connector.postgresql.connection.ReplicationMessage;

/**
 * Makes rows of what Debezium decodes, in place of its own change records, and counts where each one is. A row is held
 * back until it is known whether its transaction goes on, so that with the last one the whole transaction is reached.
 */
final class TransactionAssembler {
    private final RowQueue queue;
    private long lsn;
    private long records;
    private long publishedBefore;
    private ReplicationMessage heldBack;

    /**
     * @param lsn from which the log is read
     * @param publishedBefore how many rows of the first transaction are to be left out
     */
    TransactionAssembler(RowQueue queue, long lsn, long publishedBefore) {
        this.queue = queue;
        this.lsn = lsn;
        this.publishedBefore = publishedBefore;
    }

    /** @param at the message's place in the log; that of a commit is where the next transaction may begin */
    void take(ReplicationMessage message, long at) throws InterruptedException {
        switch (message.getOperation()) {
            case INSERT -> {
                handOver();
                records++;
                heldBack = records > publishedBefore ? message : null;
            }
            case COMMIT -> {
                lsn = at;
                records = 0;
                publishedBefore = 0;
                handOver();
            }
            default -> {
                // Nothing else in the log is to be published.
            }
        }
    }

    private void handOver() throws InterruptedException {
        if (heldBack != null) {
            queue.put(new OutboxRow(heldBack, lsn, records));
            heldBack = null;
        }
    }
}
