@NullMarked
package dev.millrace.chassis.config;

import org.jspecify.annotations.NullMarked;
