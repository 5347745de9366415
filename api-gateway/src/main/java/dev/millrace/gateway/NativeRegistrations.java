package dev.millrace.gateway;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a native image must keep because it is made by its name. */
@RegisterForReflection(
        classNames = {
            // Caffeine writes a class for each mixture of limits, and finds it by the letters of the limits; Quarkus
            // keeps
            // those of its own caches, these are of ours: with size and time of access, and with weight, time of
            // writing
            // and statistics.
            "com.github.benmanes.caffeine.cache.PSAMS",
            "com.github.benmanes.caffeine.cache.SSSMWW",
            // Read as JSON by Stork.
            "io.smallrye.stork.servicediscovery.eureka.ApplicationInstance",
            "io.smallrye.stork.servicediscovery.eureka.ApplicationInstance$Port",
            "io.smallrye.stork.servicediscovery.eureka.ApplicationInstance$Status",
        })
final class NativeRegistrations {
    private NativeRegistrations() {}
}
