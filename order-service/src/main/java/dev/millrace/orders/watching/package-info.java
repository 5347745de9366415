@NullMarked
package dev.millrace.orders.watching;

import org.jspecify.annotations.NullMarked;
