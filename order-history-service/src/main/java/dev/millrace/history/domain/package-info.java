@NullMarked
package dev.millrace.history.domain;

import org.jspecify.annotations.NullMarked;
