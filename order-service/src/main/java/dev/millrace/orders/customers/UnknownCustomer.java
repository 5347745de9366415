package dev.millrace.orders.customers;

/** customer-service answers that there is no such customer. */
class UnknownCustomer extends RuntimeException {}
