package dev.millrace.orders.customers;

/** customer-service returned 404: there is no such customer, or the caller may not see it. */
class UnknownCustomer extends RuntimeException {}
