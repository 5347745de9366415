package dev.millrace.relay.modes;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.kafka.Publisher;
import dev.millrace.relay.outbox.Batch;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.outbox.PolledPosition;
import dev.millrace.relay.outbox.Position;
import dev.millrace.relay.postgres.HistoryToken;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.Shard;
import dev.millrace.relay.postgres.SourceDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reconciles the table with the positions in Kafka before polling begins. The database has the token of the last
 * position or, when that position's rows are not removed yet, the token before it. Any other token belongs to another
 * history.
 */
final class PollingStart {
    private final SourceDatabase database;
    private final Shard shard;
    private final Publisher publisher;
    private final OutboxTable table;
    private final LostPosition lostPosition;
    private final String positionsTopic;

    PollingStart(SourceDatabase database, Shard shard, RelayConfig config, Publisher publisher, OutboxTable table) {
        this.database = database;
        this.shard = shard;
        this.publisher = publisher;
        this.table = table;
        this.lostPosition = new LostPosition(database, config.onLostSlot());
        this.positionsTopic = config.topics().positions();
    }

    /** @return the token that the database has now */
    String token() throws SQLException, InterruptedException {
        // A token is written to Kafka first, so Kafka has a position for every token read here.
        boolean publishedBefore = table.isKnownToRelays();
        String own = shard.of(database.name());
        Map<String, Position> known = publisher.fenceAndReadPositions();
        if (known.isEmpty() && publishedBefore || !known.containsKey(own) && table.token(shard) != null) {
            lostPosition.recover(
                    "Kafka has no position of %s in %s, although a relay has published from %s"
                            .formatted(own, positionsTopic, database.table()),
                    publisher);
        }
        for (Map.Entry<String, Position> each : known.entrySet()) {
            reconcile(each.getKey(), each.getValue(), own);
        }
        String before = table.token(shard);
        String token = HistoryToken.after(before);
        publisher.publish(new Batch(List.of(), new PolledPosition(List.of(), token, before)));
        table.removePublished(List.of(), shard, token);
        return token;
    }

    private void reconcile(String name, Position position, String own) throws SQLException, InterruptedException {
        switch (position) {
            case LogPosition fromTheOtherMode -> {
                lostPosition.removePublished(publisher);
                publisher.deletePosition(name);
            }
            case PolledPosition polled when name.equals(own) -> reconcile(polled, shard);
            case PolledPosition polled -> {
                Optional<Shard> abandoned = abandonedShard(name);
                if (abandoned.isPresent()) {
                    reconcile(polled, abandoned.get());
                    publisher.closePosition(name);
                }
            }
        }
    }

    private void reconcile(PolledPosition polled, Shard named) throws SQLException, InterruptedException {
        String found = table.token(named);
        if (polled.isOfEarlierVersion()) {
            lostPosition.removePublished(publisher);
        } else if (polled.token() == null || polled.token().equals(found)) {
            return;
        } else if (Objects.equals(polled.previousToken(), found)) {
            table.removePublished(Objects.requireNonNull(polled.ids()));
        } else {
            lostPosition.recover(
                    "%s is not the database that was published: it has token %s, and the position of %s on Kafka has %s, so it was restored, replaced or failed over to an earlier state"
                            .formatted(database.database(), found, named.of(database.name()), polled.token()),
                    publisher);
        }
    }

    /**
     * The shard of a name, when no current shard has this name. Leaders of current shards reconcile their own
     * positions.
     */
    private Optional<Shard> abandonedShard(String name) {
        if (name.equals(database.name())) {
            return Optional.of(Shard.WHOLE);
        }
        int number = Integer.parseInt(name.substring(database.name().length() + 1));
        return shard.of() == 1 || number >= shard.of()
                ? Optional.of(new Shard(number, number + 2)) // the total is unknown; it only has to differ from 1
                : Optional.empty();
    }
}
