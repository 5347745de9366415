@NullMarked
package dev.millrace.chassis.security;

import org.jspecify.annotations.NullMarked;
