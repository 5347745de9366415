package dev.millrace.customers.domain;

import java.util.Optional;

/**
 * The account's answer to an order.
 *
 * @param event what is new on the account; empty when it had decided before
 * @param refusal empty when the order gets what it asks for
 */
public record CreditDecision(Optional<CreditEvent> event, Optional<RefusalReason> refusal) {
    static CreditDecision granted(CreditEvent event) {
        return new CreditDecision(Optional.of(event), Optional.empty());
    }

    static CreditDecision refused(CreditEvent event, RefusalReason reason) {
        return new CreditDecision(Optional.of(event), Optional.of(reason));
    }

    static CreditDecision refused(RefusalReason reason) {
        return new CreditDecision(Optional.empty(), Optional.of(reason));
    }

    /** What was granted before is granted again, without effect. */
    static CreditDecision unchanged() {
        return new CreditDecision(Optional.empty(), Optional.empty());
    }
}
