@NullMarked
package dev.millrace.chassis.errors;

import org.jspecify.annotations.NullMarked;
