package dev.millrace.chassis.config;

/**
 * Produced as a bean for each configuration mapping that is the project's own, so that a misspelt environment variable
 * stops the start as any other unknown key does.
 *
 * @param mapping has {@code @ConfigMapping}
 */
public record OwnConfiguration(Class<?> mapping) {}
