package dev.millrace.chassis.security;

import java.util.Optional;

/**
 * Whose things a caller may touch: everybody's, or one subject's own. What it does not cover is, for the caller, not there.
 *
 * @param owner the only subject whose things are covered; empty for everybody's
 */
public record AccessScope(Optional<String> owner) {
    public static AccessScope toAll() {
        return new AccessScope(Optional.empty());
    }

    public static AccessScope toOwn(String subject) {
        return new AccessScope(Optional.of(subject));
    }

    /** @param ownerOfThing null when the thing is nobody's: then only access to all covers it */
    public boolean covers(String ownerOfThing) {
        return owner.isEmpty() || owner.get().equals(ownerOfThing);
    }
}
