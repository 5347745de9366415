@NullMarked
package dev.millrace.relay.leadership;

import org.jspecify.annotations.NullMarked;
