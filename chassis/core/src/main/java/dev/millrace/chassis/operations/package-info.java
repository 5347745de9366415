@NullMarked
package dev.millrace.chassis.operations;

import org.jspecify.annotations.NullMarked;
