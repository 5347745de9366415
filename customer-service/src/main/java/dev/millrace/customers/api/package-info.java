@NullMarked
package dev.millrace.customers.api;

import org.jspecify.annotations.NullMarked;
