package dev.millrace.chassis.saga;

import dev.millrace.chassis.saga.SagaFixture.Command;
import dev.millrace.chassis.saga.SagaFixture.Reply;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.UUID;

/** All three participants. Each records its bookings in a table, and handles a repeated command once. */
final class BookingParticipant {
    private final SagaSql sql;
    private final Journal journal;
    private final String refusing;

    /** @param refusing type of the command to refuse */
    BookingParticipant(SagaSql sql, Journal journal, String refusing) {
        this.sql = sql;
        this.journal = journal;
        this.refusing = refusing;
        sql.update("CREATE TABLE IF NOT EXISTS booking (trip uuid, what text, PRIMARY KEY (trip, what))");
    }

    /** Handles the command in its own transaction. */
    Reply handle(Trip trip, Command command) {
        return QuarkusTransaction.requiringNew().call(() -> effect(trip, command));
    }

    /** Simulates a kill before the commit: nothing has taken effect. */
    void handleAndDie(Trip trip, Command command) {
        QuarkusTransaction.begin();
        effect(trip, command);
        QuarkusTransaction.rollback();
    }

    private Reply effect(Trip trip, Command command) {
        String participant = command.type().substring(0, command.type().indexOf('.'));
        if (command.type().equals(refusing)) {
            return new Reply(new SagaReply(command.saga(), command.id(), "NONE_LEFT"), participant + ".refused");
        }
        boolean cancels = command.type().endsWith(".cancel");
        if (cancels ? remove(trip, participant) : add(trip, participant)) {
            journal.write(trip.id(), command.type());
        }
        return new Reply(
                new SagaReply(command.saga(), command.id(), null), participant + (cancels ? ".cancelled" : ".booked"));
    }

    private boolean add(Trip trip, String what) {
        return sql.update("INSERT INTO booking VALUES (?, ?) ON CONFLICT DO NOTHING", trip.id(), what) == 1;
    }

    private boolean remove(Trip trip, String what) {
        return sql.update("DELETE FROM booking WHERE trip = ? AND what = ?", trip.id(), what) == 1;
    }

    long booked(UUID trip) {
        return sql.query("SELECT count(*) FROM booking WHERE trip = ?", row -> row.getLong(1), trip)
                .getFirst();
    }
}
