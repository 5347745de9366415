@NullMarked
package dev.millrace.relay.command;

import org.jspecify.annotations.NullMarked;
