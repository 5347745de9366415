@NullMarked
package dev.millrace.chassis.money;

import org.jspecify.annotations.NullMarked;
