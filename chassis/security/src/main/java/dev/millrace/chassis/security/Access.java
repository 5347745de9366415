package dev.millrace.chassis.security;

import java.util.Optional;

/**
 * Whose things a caller may touch: everybody's, or one subject's own. What it does not cover is, for the caller, not there.
 *
 * @param owner the only subject whose things are covered; empty for everybody's
 */
public record Access(Optional<String> owner) {
    public static Access toAll() {
        return new Access(Optional.empty());
    }

    public static Access toOwn(String subject) {
        return new Access(Optional.of(subject));
    }

    /** @param ownerOfThing null when the thing is nobody's: then only access to all covers it */
    public boolean covers(String ownerOfThing) {
        return owner.isEmpty() || owner.get().equals(ownerOfThing);
    }
}
