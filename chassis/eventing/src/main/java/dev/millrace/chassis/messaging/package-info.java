@NullMarked
package dev.millrace.chassis.messaging;

import org.jspecify.annotations.NullMarked;
