package dev.millrace.devstack;

/** How a role logs in to the development PostgreSQL. */
public record Credentials(String username, String password) {

    public static final Credentials SUPERUSER = ofRole("postgres");

    /** May log in and replicate, and connect to every {@link Database}; what it may read there the services grant. */
    public static final Credentials RELAY = ofRole("outbox_relay");

    /** The password of a development role is its name. */
    static Credentials ofRole(String role) {
        return new Credentials(role, role);
    }
}
