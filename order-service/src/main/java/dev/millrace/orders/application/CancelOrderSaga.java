package dev.millrace.orders.application;

import dev.millrace.chassis.saga.Participant;
import dev.millrace.chassis.saga.SagaDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import static dev.millrace.contracts.CustomerCommandTypes.RELEASE_CREDIT;
import static dev.millrace.contracts.OrderReplyTypes.CREDIT_RELEASED;

/** Cancels an order: releases its credit first, then confirms the cancellation. */
@ApplicationScoped
class CancelOrderSaga {
    static final String TYPE = "cancel-order";
    private static final Participant<Cancellation> CUSTOMER =
            new Participant<>("customer-command", Cancellation::customerId);

    @Produces
    @Singleton
    SagaDefinition<Cancellation> table(OrderTransitionHandler orders) {
        return SagaDefinition.of(TYPE, 1, Cancellation.class)
                .step("release-credit")
                .invoke(CUSTOMER, RELEASE_CREDIT, ReleaseCredit::of)
                .succeedsOn(CREDIT_RELEASED)
                .retriedUntilItSucceeds()
                .onCompleted(cancellation -> orders.confirmCancellation(cancellation.orderId()))
                .build();
    }
}
