@NullMarked
package dev.millrace.__name__.messaging;

import org.jspecify.annotations.NullMarked;
