@NullMarked
package dev.millrace.orders.domain;

import org.jspecify.annotations.NullMarked;
