@NullMarked
package dev.millrace.gateway.ui;

import org.jspecify.annotations.NullMarked;
