@NullMarked
package dev.millrace.chassis.exceptions;

import org.jspecify.annotations.NullMarked;
