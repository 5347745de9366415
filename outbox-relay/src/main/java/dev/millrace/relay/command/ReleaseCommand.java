package dev.millrace.relay.command;

import dev.millrace.relay.config.RelayConfig;
import dev.millrace.relay.kafka.Publisher;
import dev.millrace.relay.kafka.PublisherFactory;
import dev.millrace.relay.outbox.LogPosition;
import dev.millrace.relay.postgres.Election;
import dev.millrace.relay.postgres.ForeignSlot;
import dev.millrace.relay.postgres.OutboxTable;
import dev.millrace.relay.postgres.ReplicationSlot;
import dev.millrace.relay.postgres.Shard;
import dev.millrace.relay.postgres.SourceDatabase;
import dev.millrace.relay.postgres.SourceNotReady;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Hands a source back to another program: its slot continues where the relay has stopped, and what the relay has stored
 * is removed. See docs/decisions/081-takeover.md.
 */
@Unremovable
@Singleton
final class ReleaseCommand implements QuarkusApplication {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final RelayConfig config;
    private final PublisherFactory publishers;
    private final PrintStream out;

    @Inject
    ReleaseCommand(RelayConfig config, PublisherFactory publishers) {
        this(config, publishers, System.out);
    }

    ReleaseCommand(RelayConfig config, PublisherFactory publishers, PrintStream out) {
        this.config = config;
        this.publishers = publishers;
        this.out = out;
    }

    /** @param arguments this command, name of the source, and of the other program's slot */
    @Override
    public int run(String... arguments) throws SQLException, InterruptedException {
        if (arguments.length != 3 || !config.sources().containsKey(arguments[1])) {
            out.printf(
                    "release SOURCE SLOT; the sources are %s%n",
                    String.join(", ", config.sources().keySet()));
            return 2;
        }
        SourceDatabase database =
                SourceDatabase.of(arguments[1], config.sources().get(arguments[1]));
        try (Election election = new Election(database, Shard.WHOLE, config.lease())) {
            if (election.tryToLead().isEmpty()) {
                out.printf("%s: a relay still leads; stop all relays of this source first%n", database.name());
                return 1;
            }
            return release(database, arguments[2]);
        } catch (SourceNotReady e) {
            out.printf("%s: %s%n", database.name(), e.getMessage());
            return 1;
        }
    }

    private int release(SourceDatabase database, String slot) throws SQLException, InterruptedException {
        try (Publisher publisher = publishers.open(database.name(), database.name(), ids -> {})) {
            if (!(publisher.fenceAndReadPositions().get(database.name()) instanceof LogPosition position)) {
                out.printf("%s: Kafka has no position of it, so nothing is to be handed back%n", database.name());
                return 1;
            }
            if (!new ForeignSlot(database, slot).advanceTo(position)) {
                out.printf(
                        "%s: the relay stopped in the middle of a transaction; start it, stop it and release again%n",
                        database.name());
                return 1;
            }
            new ReplicationSlot(database).drop();
            try (OutboxTable table = new OutboxTable(database, TIMEOUT)) {
                table.forgetRelays();
            }
            publisher.deletePosition(database.name());
            out.printf("%s: released; slot %s continues behind the last published event%n", database.name(), slot);
            return 0;
        }
    }
}
