@NullMarked
package dev.millrace.chassis.deployment;

import org.jspecify.annotations.NullMarked;
