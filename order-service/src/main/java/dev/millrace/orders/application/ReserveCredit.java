package dev.millrace.orders.application;

import dev.millrace.chassis.money.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Command to customer-service: set the order's reservation to exactly this total. */
@RegisterForReflection
record ReserveCredit(
        UUID sagaId,
        UUID orderId,
        UUID customerId,
        Money total,
        @Nullable String owner) {
    static ReserveCredit forProposed(UUID saga, Revision revision) {
        return of(saga, revision, revision.proposed());
    }

    static ReserveCredit forFormer(UUID saga, Revision revision) {
        return of(saga, revision, revision.former());
    }

    private static ReserveCredit of(UUID saga, Revision revision, Money total) {
        return new ReserveCredit(saga, revision.orderId(), revision.customerId(), total, revision.owner());
    }
}
