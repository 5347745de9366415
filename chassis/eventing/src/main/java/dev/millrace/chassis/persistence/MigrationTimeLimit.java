package dev.millrace.chassis.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Lifts the connection's time limit for a response while a migration runs: rewriting a large table takes longer than
 * any request may wait. Registered with {@code quarkus.flyway.callbacks}.
 */
public final class MigrationTimeLimit implements Callback {
    private static final Set<Event> HANDLED =
            Set.of(Event.BEFORE_EACH_MIGRATE, Event.AFTER_EACH_MIGRATE, Event.AFTER_EACH_MIGRATE_ERROR);

    private int limit;

    @Override
    public boolean supports(Event event, Context context) {
        return HANDLED.contains(event);
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    /** The connection returns to the pool afterwards, so the limit is restored. */
    @Override
    public void handle(Event event, Context context) {
        Connection connection = context.getConnection();
        try {
            if (event == Event.BEFORE_EACH_MIGRATE) {
                limit = connection.getNetworkTimeout();
                connection.setNetworkTimeout(Runnable::run, 0);
            } else {
                connection.setNetworkTimeout(Runnable::run, limit);
            }
        } catch (SQLException e) {
            throw new FlywayException("The time limit of the migration's connection cannot be changed", e);
        }
    }

    @Override
    public String getCallbackName() {
        return getClass().getSimpleName();
    }
}
