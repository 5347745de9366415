package dev.millrace.orders.application;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** Command to customer-service: release all credit of the order and reserve none for it again. */
@RegisterForReflection
record ReleaseCredit(UUID sagaId, UUID orderId, UUID customerId) {
    static ReleaseCredit of(UUID saga, Cancellation cancellation) {
        return new ReleaseCredit(saga, cancellation.orderId(), cancellation.customerId());
    }
}
