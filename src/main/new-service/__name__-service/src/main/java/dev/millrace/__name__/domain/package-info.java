@NullMarked
package dev.millrace.__name__.domain;

import org.jspecify.annotations.NullMarked;
