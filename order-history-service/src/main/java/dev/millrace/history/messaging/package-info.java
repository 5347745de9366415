@NullMarked
package dev.millrace.history.messaging;

import org.jspecify.annotations.NullMarked;
