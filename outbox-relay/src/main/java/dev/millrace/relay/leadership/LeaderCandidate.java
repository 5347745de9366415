package dev.millrace.relay.leadership;

import dev.millrace.relay.modes.PublishingMode;
import dev.millrace.relay.postgres.Election;
import dev.millrace.relay.postgres.Leadership;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.Shard;
import dev.millrace.relay.postgres.SourceDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;

/** What a supervisor tries to lead: a whole source, or one shard of it within this relay's quota. */
abstract class LeaderCandidate {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SourceDatabase database;
    private final Shard shard;
    private final Supplier<PublishingMode> modes;

    private LeaderCandidate(SourceDatabase database, Shard shard, Supplier<PublishingMode> modes) {
        this.database = database;
        this.shard = shard;
        this.modes = modes;
    }

    static LeaderCandidate forSource(SourceDatabase database, Supplier<PublishingMode> modes) {
        return new LeaderCandidate(database, Shard.WHOLE, modes) {
            @Override
            Optional<Leadership> tryToLead(Election election) throws SQLException {
                return election.tryToLead();
            }
        };
    }

    /** @param balancer limits how many shards of the source this relay leads */
    static LeaderCandidate forShard(
            SourceDatabase database, Shard shard, ShardBalancer balancer, Supplier<PublishingMode> modes) {
        return new LeaderCandidate(database, shard, modes) {
            @Override
            Optional<Leadership> tryToLead(Election election) throws SQLException {
                OptionalInt relays = election.join();
                if (relays.isEmpty() || !balancer.tryAcquire(relays.getAsInt())) {
                    return Optional.empty();
                }
                Optional<Leadership> won = Optional.empty();
                try {
                    won = election.tryToLeadShard();
                } finally {
                    if (won.isEmpty()) {
                        balancer.release();
                    }
                }
                return won;
            }

            @Override
            boolean mayContinue(int relays) {
                return balancer.mayKeep(relays);
            }

            @Override
            void leadershipEnded() {
                balancer.release();
            }
        };
    }

    String sourceName() {
        return database.name();
    }

    /** Name of the source or the shard. It also names the position and the transactional ids. */
    String name() {
        return shard.of(database.name());
    }

    PublishingMode newMode() {
        return modes.get();
    }

    Election openElection(Duration lease) throws SQLException {
        return new Election(database, shard, lease);
    }

    abstract Optional<Leadership> tryToLead(Election election) throws SQLException;

    /**
     * Whether to keep the leadership.
     *
     * @param relays how many relays work on the source's shards
     */
    boolean mayContinue(int relays) {
        return true;
    }

    /** Called when the leadership has ended. */
    void leadershipEnded() {}

    /** Marks rows as parked, so that they stay in the table: Kafka does not hold their full content. */
    void park(List<UUID> ids) {
        try (OutboxTable table = new OutboxTable(database, TIMEOUT)) {
            table.park(ids);
        } catch (SQLException e) {
            throw new ParkingFailed(e);
        }
    }

    /** Ends the leadership; the next leader tries again. */
    static final class ParkingFailed extends RuntimeException {
        ParkingFailed(SQLException cause) {
            super("rows that are too large for Kafka could not be marked as parked", cause);
        }
    }
}
