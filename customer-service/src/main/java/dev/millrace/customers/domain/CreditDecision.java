package dev.millrace.customers.domain;

import java.util.Optional;

/**
 * The account's decision on a request.
 *
 * @param event the new event of the account; empty if nothing is recorded, as for a repeated request
 * @param refusal empty if the request is granted
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

    /** The request is granted without effect: it was granted before. */
    static CreditDecision unchanged() {
        return new CreditDecision(Optional.empty(), Optional.empty());
    }
}
