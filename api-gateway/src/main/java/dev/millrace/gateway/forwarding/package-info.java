@NullMarked
package dev.millrace.gateway.forwarding;

import org.jspecify.annotations.NullMarked;
