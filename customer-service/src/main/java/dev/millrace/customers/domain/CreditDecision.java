package dev.millrace.customers.domain;

import dev.millrace.customers.domain.CustomerEvent.CreditLimitExceeded;
import dev.millrace.customers.domain.CustomerEvent.CreditReserved;

/** The customer's answer to an order that asks for credit. */
public sealed interface CreditDecision {
    CustomerEvent event();

    record Granted(CreditReservation reservation, CreditReserved event) implements CreditDecision {}

    record Refused(CreditLimitExceeded event) implements CreditDecision {}
}
