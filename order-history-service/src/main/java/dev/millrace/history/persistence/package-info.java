@NullMarked
package dev.millrace.history.persistence;

import org.jspecify.annotations.NullMarked;
