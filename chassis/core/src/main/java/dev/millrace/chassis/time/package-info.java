@NullMarked
package dev.millrace.chassis.time;

import org.jspecify.annotations.NullMarked;
