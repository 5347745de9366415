@NullMarked
package dev.millrace.history.api;

import org.jspecify.annotations.NullMarked;
