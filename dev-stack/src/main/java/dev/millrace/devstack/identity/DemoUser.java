package dev.millrace.devstack.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The users of the development issuer, with their role. The password is the user name. */
public enum DemoUser {
    ALICE("customer", "north"),
    BOB("customer", "south"),
    CLERK("clerk"),
    ADMIN("admin"),
    /** The service account of the client {@code demo}, used for {@code client_credentials}. */
    SERVICE_ACCOUNT_DEMO("clerk");

    private final String role;
    private final Optional<String> tenant;

    DemoUser(String role) {
        this.role = role;
        this.tenant = Optional.empty();
    }

    DemoUser(String role, String tenant) {
        this.role = role;
        this.tenant = Optional.of(tenant);
    }

    public String username() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String role() {
        return role;
    }

    /** The claim {@code tenant}: whom the user's requests are charged to. */
    public Optional<String> tenant() {
        return tenant;
    }

    /** The claim {@code sub}: the same at every start and on every machine, and different from the user name. */
    public String subject() {
        return UUID.nameUUIDFromBytes(("millrace/" + username()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    boolean isPerson() {
        return this != SERVICE_ACCOUNT_DEMO;
    }

    static Optional<DemoUser> login(String username, String password) {
        return Arrays.stream(values())
                .filter(DemoUser::isPerson)
                .filter(user ->
                        user.username().equals(username) && user.username().equals(password))
                .findFirst();
    }
}
