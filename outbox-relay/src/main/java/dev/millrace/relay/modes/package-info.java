@NullMarked
package dev.millrace.relay.modes;

import org.jspecify.annotations.NullMarked;
