@NullMarked
package dev.millrace.gateway.orders;

import org.jspecify.annotations.NullMarked;
