@NullMarked
package dev.millrace.gateway.overview;

import org.jspecify.annotations.NullMarked;
