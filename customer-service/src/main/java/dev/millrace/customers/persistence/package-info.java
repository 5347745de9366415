@NullMarked
package dev.millrace.customers.persistence;

import org.jspecify.annotations.NullMarked;
