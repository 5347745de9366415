package dev.millrace.chassis.persistence;

import dev.millrace.chassis.costs.RequestUsage;
import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;

/** Attributes to a request the time for which it holds a connection of the pool. */
@Singleton
class ConnectionAccounting implements AgroalPoolInterceptor {
    @Override
    public void onConnectionAcquire(Connection connection) {
        RequestUsage.current().ifPresent(RequestUsage::connectionAcquired);
    }

    @Override
    public void onConnectionReturn(Connection connection) {
        RequestUsage.current().ifPresent(RequestUsage::connectionReturned);
    }
}
