@NullMarked
package dev.millrace.chassis.logging;

import org.jspecify.annotations.NullMarked;
