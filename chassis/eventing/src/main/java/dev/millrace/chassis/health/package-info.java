@NullMarked
package dev.millrace.chassis.health;

import org.jspecify.annotations.NullMarked;
