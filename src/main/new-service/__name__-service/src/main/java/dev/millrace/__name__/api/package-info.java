@NullMarked
package dev.millrace.__name__.api;

import org.jspecify.annotations.NullMarked;
