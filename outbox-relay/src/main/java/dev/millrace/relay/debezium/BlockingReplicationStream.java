package dev.millrace.relay.debezium;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Debezium's stream with two differences: it blocks on the socket for a while when nothing is pending, and decoded
 * messages become the relay's rows instead of Debezium's change records.
 */
@SuppressWarnings("try") // Debezium's interface declares what close() throws
record BlockingReplicationStream(ReplicationStream debezium, ReadableSocket socket, TransactionAssembler rows)
        implements ReplicationStream {
    /** Limits how long stopping the engine waits for the reader. */
    private static final Duration IDLE = Duration.ofMillis(250);

    @Override
    public boolean readPending(ReplicationMessageProcessor dispatcher) throws SQLException, InterruptedException {
        return debezium.readPending(this::take) || (readable() && debezium.readPending(this::take));
    }

    private void take(ReplicationMessage message) throws InterruptedException {
        rows.take(message, debezium.lastReceivedLsn().asLong());
    }

    private boolean readable() throws SQLException {
        try {
            return socket.awaitReadable(IDLE);
        } catch (IOException e) {
            throw new PSQLException("replication connection lost: " + e.getMessage(), PSQLState.CONNECTION_FAILURE, e);
        }
    }

    @Override
    public void read(ReplicationMessageProcessor dispatcher) throws SQLException, InterruptedException {
        debezium.read(this::take);
    }

    @Override
    public void flushLsn(Lsn lsn) throws SQLException {
        debezium.flushLsn(lsn);
    }

    @Override
    public Lsn lastReceivedLsn() {
        return debezium.lastReceivedLsn();
    }

    @Override
    public Lsn startLsn() {
        return debezium.startLsn();
    }

    @Override
    public void startKeepAlive(ExecutorService service) {
        debezium.startKeepAlive(service);
    }

    @Override
    public void stopKeepAlive() {
        debezium.stopKeepAlive();
    }

    @Override
    public void close() throws Exception {
        debezium.close();
    }
}
