@NullMarked
package dev.millrace.orders.application;

import org.jspecify.annotations.NullMarked;
