@NullMarked
package dev.millrace.gateway.mobile;

import org.jspecify.annotations.NullMarked;
