@NullMarked
package dev.millrace.__name__.persistence;

import org.jspecify.annotations.NullMarked;
