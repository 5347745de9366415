@NullMarked
package dev.millrace.chassis.saga;

import org.jspecify.annotations.NullMarked;
