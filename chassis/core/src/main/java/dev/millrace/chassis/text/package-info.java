@NullMarked
package dev.millrace.chassis.text;

import org.jspecify.annotations.NullMarked;
