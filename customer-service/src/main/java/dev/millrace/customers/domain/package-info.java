@NullMarked
package dev.millrace.customers.domain;

import org.jspecify.annotations.NullMarked;
