package dev.millrace.chassis.errors;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An error in one field of the input.
 *
 * @param field path from the body's root, such as {@code lines[0].unitPrice.amount}, or name of a parameter or header
 * @param message what the value must be
 */
@RegisterForReflection
public record Violation(String field, String message) {}
