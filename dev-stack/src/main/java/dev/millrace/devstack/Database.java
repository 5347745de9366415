package dev.millrace.devstack;

import java.util.Arrays;
import java.util.Locale;

/** The services' databases. A new constant creates the database and its owner at the next start. */
public enum Database {
    ORDERS("order_service"),
    CUSTOMERS("customer_service"),
    ORDER_HISTORY("order_history_service");

    private final Credentials owner;

    Database(String ownerRole) {
        this.owner = Credentials.ofRole(ownerRole);
    }

    /** The database's name in PostgreSQL and in a JDBC URL. */
    public String databaseName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The only role that may connect, besides the relay's and the superuser. */
    public Credentials owner() {
        return owner;
    }

    public static Database named(String databaseName) {
        return Arrays.stream(values())
                .filter(database -> database.databaseName().equals(databaseName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No database '%s'; there are %s"
                        .formatted(
                                databaseName,
                                Arrays.stream(values())
                                        .map(Database::databaseName)
                                        .toList())));
    }
}
