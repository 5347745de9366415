package dev.millrace.chassis.errors;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is wrong with one field of the input.
 *
 * @param field path from the body's root, such as {@code lines[0].unitPrice.amount}, or a parameter's or header's name
 * @param message what the value must be
 */
@RegisterForReflection
public record Violation(String field, String message) {}
