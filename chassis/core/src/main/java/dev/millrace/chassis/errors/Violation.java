package dev.millrace.chassis.errors;

/**
 * What is wrong with one field of the input.
 *
 * @param field path from the body's root, such as {@code lines[0].unitPrice.amount}, or a parameter's or header's name
 * @param message what the value must be
 */
public record Violation(String field, String message) {}
