@NullMarked
package dev.millrace.chassis.idempotency;

import org.jspecify.annotations.NullMarked;
