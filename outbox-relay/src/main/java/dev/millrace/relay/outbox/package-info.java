@NullMarked
package dev.millrace.relay.outbox;

import org.jspecify.annotations.NullMarked;
