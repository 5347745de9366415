@NullMarked
package dev.millrace.chassis.context;

import org.jspecify.annotations.NullMarked;
