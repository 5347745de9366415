@NullMarked
package dev.millrace.gateway.caching;

import org.jspecify.annotations.NullMarked;
