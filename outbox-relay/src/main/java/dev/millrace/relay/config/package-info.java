@NullMarked
package dev.millrace.relay.config;

import org.jspecify.annotations.NullMarked;
