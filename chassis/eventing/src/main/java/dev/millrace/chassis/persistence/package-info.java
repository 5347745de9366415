@NullMarked
package dev.millrace.chassis.persistence;

import org.jspecify.annotations.NullMarked;
