@NullMarked
package dev.millrace.chassis.channels;

import org.jspecify.annotations.NullMarked;
