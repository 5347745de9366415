@NullMarked
package dev.millrace.chassis.ids;

import org.jspecify.annotations.NullMarked;
