package dev.millrace.customers.domain;

import java.time.Instant;

/**
 * An event in its place on the account.
 *
 * @param after the account as the event left it
 * @param occurredAt by the database's clock; never before the event's predecessor
 */
public record RecordedCreditEvent(CreditEvent event, CreditAccount after, Instant occurredAt) {}
