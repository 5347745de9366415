@NullMarked
package dev.millrace.customers.application;

import org.jspecify.annotations.NullMarked;
