package dev.millrace.customers.domain;

/** A customer and the state of the credit account. */
public record CustomerWithCredit(Customer customer, CreditAccount credit) {}
