package dev.millrace.orders.application;

import dev.millrace.chassis.saga.Participant;
import dev.millrace.chassis.saga.SagaDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import static dev.millrace.contracts.CustomerCommandTypes.RESERVE_CREDIT;
import static dev.millrace.contracts.OrderReplyTypes.CREDIT_REFUSED;
import static dev.millrace.contracts.OrderReplyTypes.CREDIT_RESERVED;

/** Replaces the lines of an approved order and adjusts its credit reservation. */
@ApplicationScoped
class ReviseOrderSaga {
    static final String TYPE = "revise-order";
    private static final Participant<Revision> CUSTOMER = new Participant<>("customer-command", Revision::customerId);

    // Credit is released only in a last step that is retried until it succeeds. It could not be compensated: the
    // released credit may have gone to another order.
    @Produces
    @Singleton
    SagaDefinition<Revision> table(OrderTransitionHandler orders) {
        return SagaDefinition.of(TYPE, 1, Revision.class)
                .step("reserve-more-credit")
                .when(Revision::needsMoreCredit)
                .invoke(CUSTOMER, RESERVE_CREDIT, ReserveCredit::forProposed)
                .succeedsOn(CREDIT_RESERVED)
                .failsOn(CREDIT_REFUSED)
                .compensateWith(CUSTOMER, RESERVE_CREDIT, ReserveCredit::forFormer)
                .compensatedOn(CREDIT_RESERVED)
                .step("release-difference")
                .when(Revision::needsNoMoreCredit)
                .invoke(CUSTOMER, RESERVE_CREDIT, ReserveCredit::forProposed)
                .succeedsOn(CREDIT_RESERVED)
                .failsOn(CREDIT_REFUSED)
                .retriedUntilItSucceeds()
                .onCompleted(revision -> orders.confirmRevision(revision.orderId()))
                .onCompensated((revision, reason) -> orders.rejectRevision(revision.orderId(), reason))
                .build();
    }
}
