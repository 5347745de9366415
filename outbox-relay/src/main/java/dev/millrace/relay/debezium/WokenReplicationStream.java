package dev.millrace.relay.debezium;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Debezium's stream, except that nothing pending means waiting for the socket a while. */
@SuppressWarnings("try") // what close() throws is given by Debezium
record WokenReplicationStream(ReplicationStream debezium, ReadableSocket socket) implements ReplicationStream {
    /** Bounds how long the engine's stop waits for the reader. */
    private static final Duration IDLE = Duration.ofMillis(250);

    @Override
    public boolean readPending(ReplicationMessageProcessor processor) throws SQLException, InterruptedException {
        return debezium.readPending(processor) || (readable() && debezium.readPending(processor));
    }

    private boolean readable() throws SQLException {
        try {
            return socket.awaitReadable(IDLE);
        } catch (IOException e) {
            throw new PSQLException("replication connection lost: " + e.getMessage(), PSQLState.CONNECTION_FAILURE, e);
        }
    }

    @Override
    public void read(ReplicationMessageProcessor processor) throws SQLException, InterruptedException {
        debezium.read(processor);
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
