package dev.millrace.customers.domain;

/** A customer and the state of their account. */
public record CustomerWithCredit(Customer customer, CreditAccount credit) {}
