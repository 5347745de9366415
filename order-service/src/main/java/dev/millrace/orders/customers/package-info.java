@NullMarked
package dev.millrace.orders.customers;

import org.jspecify.annotations.NullMarked;
