@NullMarked
package dev.millrace.gateway.audit;

import org.jspecify.annotations.NullMarked;
