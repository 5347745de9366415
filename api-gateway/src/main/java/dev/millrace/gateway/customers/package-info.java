@NullMarked
package dev.millrace.gateway.customers;

import org.jspecify.annotations.NullMarked;
