@NullMarked
package dev.millrace.chassis.deadletters;

import org.jspecify.annotations.NullMarked;
