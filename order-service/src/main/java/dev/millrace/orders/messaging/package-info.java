@NullMarked
package dev.millrace.orders.messaging;

import org.jspecify.annotations.NullMarked;
