package dev.millrace.relay.lifecycle;

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
    private final Shard share;
    private final Supplier<PublishingMode> works;

    private LeaderCandidate(SourceDatabase database, Shard share, Supplier<PublishingMode> works) {
        this.database = database;
        this.share = share;
        this.works = works;
    }

    static LeaderCandidate forSource(SourceDatabase database, Supplier<PublishingMode> works) {
        return new LeaderCandidate(database, Shard.WHOLE, works) {
            @Override
            Optional<Leadership> tryToLead(Election election) throws SQLException {
                return election.tryToLead();
            }
        };
    }

    /** @param balancer limits how many shards of the source this relay leads */
    static LeaderCandidate forShare(
            SourceDatabase database, Shard share, ShardBalancer fair, Supplier<PublishingMode> works) {
        return new LeaderCandidate(database, share, works) {
            @Override
            Optional<Leadership> tryToLead(Election election) throws SQLException {
                OptionalInt relays = election.takePart();
                if (relays.isEmpty() || !fair.take(relays.getAsInt())) {
                    return Optional.empty();
                }
                Optional<Leadership> won = Optional.empty();
                try {
                    won = election.tryToLeadShare();
                } finally {
                    if (won.isEmpty()) {
                        fair.giveBack();
                    }
                }
                return won;
            }

            @Override
            boolean mayGoOn(int relays) {
                return fair.keep(relays);
            }

            @Override
            void over() {
                fair.giveBack();
            }
        };
    }

    String sourceName() {
        return database.name();
    }

    /** Name of the source or the shard. It also names the position and the transactional ids. */
    String name() {
        return share.of(database.name());
    }

    PublishingMode work() {
        return works.get();
    }

    Election stand(Duration lease) throws SQLException {
        return new Election(database, share, lease);
    }

    abstract Optional<Leadership> tryToLead(Election election) throws SQLException;

    /**
     * Whether to keep the leadership.
     *
     * @param relays how many relays work on the source's shards
     */
    boolean mayGoOn(int relays) {
        return true;
    }

    /** Called when the leadership has ended. */
    void over() {}

    /** Marks rows as parked, so that they stay in the table: Kafka does not hold their full content. */
    void keep(List<UUID> ids) {
        try (OutboxTable table = new OutboxTable(database, TIMEOUT)) {
            table.park(ids);
        } catch (SQLException e) {
            throw new NotKept(e);
        }
    }

    /** Ends the leadership; the next leader tries again. */
    static final class NotKept extends RuntimeException {
        NotKept(SQLException cause) {
            super("rows that are too large for Kafka could not be marked as parked", cause);
        }
    }
}
