package dev.millrace.customers.domain;

import java.util.Arrays;
import java.util.Locale;

/**
 * Stored name and current schema version of each account event. The names must never change; the classes may be
 * renamed.
 */
public enum CreditEventType {
    OPENED(CreditEvent.Opened.class, 1),
    RESERVED(CreditEvent.Reserved.class, 2),
    CHANGED(CreditEvent.Changed.class, 1),
    REFUSED(CreditEvent.Refused.class, 1),
    CHANGE_REFUSED(CreditEvent.ChangeRefused.class, 1),
    RELEASED(CreditEvent.Released.class, 1),
    CLOSED(CreditEvent.Closed.class, 1);

    private final Class<? extends CreditEvent> javaType;
    private final int schemaVersion;

    CreditEventType(Class<? extends CreditEvent> javaType, int schemaVersion) {
        this.javaType = javaType;
        this.schemaVersion = schemaVersion;
    }

    public static CreditEventType of(CreditEvent event) {
        return Arrays.stream(values())
                .filter(type -> type.javaType.isInstance(event))
                .findFirst()
                .orElseThrow();
    }

    /** @throws IllegalStateException if the type is unknown to this version of the service */
    public static CreditEventType named(String stored) {
        return Arrays.stream(values())
                .filter(type -> type.storedName().equals(stored))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The account holds an event of unknown type %s: a newer version of the service wrote it"
                                .formatted(stored)));
    }

    public String storedName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Class<? extends CreditEvent> javaType() {
        return javaType;
    }

    public int schemaVersion() {
        return schemaVersion;
    }
}
