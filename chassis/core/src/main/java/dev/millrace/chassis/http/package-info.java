@NullMarked
package dev.millrace.chassis.http;

import org.jspecify.annotations.NullMarked;
