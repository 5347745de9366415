@NullMarked
package dev.millrace.chassis.inbox;

import org.jspecify.annotations.NullMarked;
