package dev.millrace.orders.customers;

/** customer-service answers that there is no such customer, or none that the caller may see. */
class UnknownCustomer extends RuntimeException {}
