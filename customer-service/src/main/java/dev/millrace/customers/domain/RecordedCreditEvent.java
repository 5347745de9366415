package dev.millrace.customers.domain;

import java.time.Instant;

/**
 * A stored event of an account.
 *
 * @param after the account's state after the event
 * @param occurredAt by the database's clock; not before the preceding event's time
 */
public record RecordedCreditEvent(CreditEvent event, CreditAccount after, Instant occurredAt) {}
