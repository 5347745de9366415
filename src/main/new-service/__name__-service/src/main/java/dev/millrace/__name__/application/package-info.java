@NullMarked
package dev.millrace.__name__.application;

import org.jspecify.annotations.NullMarked;
