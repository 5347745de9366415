@NullMarked
package dev.millrace.chassis.json;

import org.jspecify.annotations.NullMarked;
