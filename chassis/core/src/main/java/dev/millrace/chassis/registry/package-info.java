@NullMarked
package dev.millrace.chassis.registry;

import org.jspecify.annotations.NullMarked;
