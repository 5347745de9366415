@NullMarked
package dev.millrace.chassis.costs;

import org.jspecify.annotations.NullMarked;
