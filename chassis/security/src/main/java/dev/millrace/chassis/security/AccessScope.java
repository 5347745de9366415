package dev.millrace.chassis.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The resources that a caller may access: all, or those of one subject. A resource outside the scope is answered as if
 * it did not exist.
 *
 * @param owner the only subject whose resources are covered; empty for all resources
 */
public record AccessScope(Optional<String> owner) {
    public static AccessScope toAll() {
        return new AccessScope(Optional.empty());
    }

    public static AccessScope toOwn(String subject) {
        return new AccessScope(Optional.of(subject));
    }

    /** @param resourceOwner owner of the resource; null when it has none, and then only access to all covers it */
    public boolean covers(@Nullable String resourceOwner) {
        return owner.isEmpty() || owner.get().equals(resourceOwner);
    }
}
