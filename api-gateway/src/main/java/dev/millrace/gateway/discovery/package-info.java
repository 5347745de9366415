@NullMarked
package dev.millrace.gateway.discovery;

import org.jspecify.annotations.NullMarked;
