@NullMarked
package dev.millrace.chassis.audit;

import org.jspecify.annotations.NullMarked;
