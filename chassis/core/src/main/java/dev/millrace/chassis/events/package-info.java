@NullMarked
package dev.millrace.chassis.events;

import org.jspecify.annotations.NullMarked;
