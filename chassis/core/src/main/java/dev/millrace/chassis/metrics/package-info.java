@NullMarked
package dev.millrace.chassis.metrics;

import org.jspecify.annotations.NullMarked;
