package dev.millrace.customers.persistence;

import jakarta.persistence.OptimisticLockException;
import java.util.UUID;

/** The account has changed since it was read. Nothing was appended; the whole transaction must be retried. */
public final class ConcurrentAppend extends OptimisticLockException {
    ConcurrentAppend(UUID customerId, long expectedVersion) {
        super("The credit account %s has moved on from version %d".formatted(customerId, expectedVersion));
    }
}
