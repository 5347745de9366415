package dev.millrace.customers.application;

import dev.millrace.chassis.persistence.AfterCommit;
import dev.millrace.customers.domain.CreditAccount;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * {@code credit.utilisation}: the share of its limit that an account has reserved, observed at each decision. A
 * histogram over all accounts, because a series for each would have no bound.
 */
@ApplicationScoped
class CreditMetrics {
    private final AfterCommit afterCommit;
    private final DistributionSummary utilisation;

    CreditMetrics(AfterCommit afterCommit, MeterRegistry meters) {
        this.afterCommit = afterCommit;
        this.utilisation = DistributionSummary.builder("credit.utilisation")
                .description("Reserved part of the credit limit, from 0 to 1, at each decision")
                .serviceLevelObjectives(0.1, 0.25, 0.5, 0.75, 0.9, 1)
                .register(meters);
    }

    void record(CreditAccount account) {
        if (account.isOpen() && account.limit().amount().signum() > 0) {
            double part = account.reserved().amount().doubleValue()
                    / account.limit().amount().doubleValue();
            afterCommit.run(() -> utilisation.record(part));
        }
    }
}
