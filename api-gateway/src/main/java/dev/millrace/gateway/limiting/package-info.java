@NullMarked
package dev.millrace.gateway.limiting;

import org.jspecify.annotations.NullMarked;
