@NullMarked
package dev.millrace.chassis.access;

import org.jspecify.annotations.NullMarked;
