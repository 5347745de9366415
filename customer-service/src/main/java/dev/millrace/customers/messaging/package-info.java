@NullMarked
package dev.millrace.customers.messaging;

import org.jspecify.annotations.NullMarked;
