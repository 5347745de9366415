@NullMarked
package dev.millrace.history.application;

import org.jspecify.annotations.NullMarked;
