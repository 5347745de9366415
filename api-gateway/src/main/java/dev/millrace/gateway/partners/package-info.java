@NullMarked
package dev.millrace.gateway.partners;

import org.jspecify.annotations.NullMarked;
