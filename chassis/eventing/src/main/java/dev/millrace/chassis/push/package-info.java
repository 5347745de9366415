@NullMarked
package dev.millrace.chassis.push;

import org.jspecify.annotations.NullMarked;
