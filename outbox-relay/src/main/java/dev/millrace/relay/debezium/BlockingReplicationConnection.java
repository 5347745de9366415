package dev.millrace.relay.debezium;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.connector.postgresql.spi.SlotCreationResult;
import java.sql.SQLException;
import java.util.Optional;

/** Debezium's replication connection. Its streams block until data arrives and pass it to the relay. */
@SuppressWarnings("try") // Debezium's interface declares what close() throws
record BlockingReplicationConnection(ReplicationConnection debezium, String owner, TransactionAssembler rows)
        implements ReplicationConnection {
    @Override
    public ReplicationStream startStreaming(WalPositionLocator walPosition) throws SQLException, InterruptedException {
        return blocking(debezium.startStreaming(walPosition));
    }

    @Override
    public ReplicationStream startStreaming(Lsn offset, WalPositionLocator walPosition)
            throws SQLException, InterruptedException {
        return blocking(debezium.startStreaming(offset, walPosition));
    }

    private ReplicationStream blocking(ReplicationStream stream) {
        return new BlockingReplicationStream(stream, ReadableSocketFactory.openOf(owner), rows);
    }

    @Override
    public Optional<SlotCreationResult> createReplicationSlot() throws SQLException {
        return debezium.createReplicationSlot();
    }

    @Override
    public void initConnection() throws SQLException, InterruptedException {
        debezium.initConnection();
    }

    @Override
    public boolean isConnected() throws SQLException {
        return debezium.isConnected();
    }

    @Override
    public void reconnect() throws SQLException {
        debezium.reconnect();
    }

    @Override
    public void close() throws Exception {
        ReadableSocketFactory.forget(owner);
        debezium.close();
    }
}
