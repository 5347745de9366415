@NullMarked
package dev.millrace.gateway.operations;

import org.jspecify.annotations.NullMarked;
