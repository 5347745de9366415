@NullMarked
package dev.millrace.gateway.web;

import org.jspecify.annotations.NullMarked;
