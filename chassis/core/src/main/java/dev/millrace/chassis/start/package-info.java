@NullMarked
package dev.millrace.chassis.start;

import org.jspecify.annotations.NullMarked;
