@NullMarked
package dev.millrace.chassis.outbox;

import org.jspecify.annotations.NullMarked;
