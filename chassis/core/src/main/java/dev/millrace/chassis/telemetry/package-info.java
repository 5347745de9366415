@NullMarked
package dev.millrace.chassis.telemetry;

import org.jspecify.annotations.NullMarked;
