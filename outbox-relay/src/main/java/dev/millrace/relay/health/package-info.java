@NullMarked
package dev.millrace.relay.health;

import org.jspecify.annotations.NullMarked;
