@NullMarked
package dev.millrace.chassis.housekeeping;

import org.jspecify.annotations.NullMarked;
