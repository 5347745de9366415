@NullMarked
package dev.millrace.relay.parked;

import org.jspecify.annotations.NullMarked;
