@NullMarked
package dev.millrace.relay.postgres;

import org.jspecify.annotations.NullMarked;
