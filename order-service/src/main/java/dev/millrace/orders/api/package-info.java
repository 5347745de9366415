@NullMarked
package dev.millrace.orders.api;

import org.jspecify.annotations.NullMarked;
