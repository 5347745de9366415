@NullMarked
package dev.millrace.relay.api;

import org.jspecify.annotations.NullMarked;
