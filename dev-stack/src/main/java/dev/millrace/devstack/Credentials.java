package dev.millrace.devstack;

/** User name and password of a role of the development PostgreSQL. */
public record Credentials(String username, String password) {

    public static final Credentials SUPERUSER = ofRole("postgres");

    /**
     * May log in, replicate and connect to every {@link Database}; the services' migrations grant it the tables it
     * reads.
     */
    public static final Credentials RELAY = ofRole("outbox_relay");

    /** The password of a development role is its name. */
    static Credentials ofRole(String role) {
        return new Credentials(role, role);
    }
}
