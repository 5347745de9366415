@NullMarked
package dev.millrace.relay.kafka;

import org.jspecify.annotations.NullMarked;
