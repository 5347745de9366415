@NullMarked
package dev.millrace.orders.persistence;

import org.jspecify.annotations.NullMarked;
