@NullMarked
package dev.millrace.relay.debezium;

import org.jspecify.annotations.NullMarked;
