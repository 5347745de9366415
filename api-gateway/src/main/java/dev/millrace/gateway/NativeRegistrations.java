package dev.millrace.gateway;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Classes that the native image must keep because they are instantiated by name. */
@RegisterForReflection(
        classNames = {
            // Caffeine looks up a generated class by a name that encodes the limits of the cache. Quarkus registers
            // those of its own caches. These are the ones of this module: maximum size with expiry after access, and
            // maximum weight with expiry after write and statistics.
            "com.github.benmanes.caffeine.cache.PSAMS",
            "com.github.benmanes.caffeine.cache.SSSMWW",
            // Stork deserializes these from JSON.
            "io.smallrye.stork.servicediscovery.eureka.ApplicationInstance",
            "io.smallrye.stork.servicediscovery.eureka.ApplicationInstance$Port",
            "io.smallrye.stork.servicediscovery.eureka.ApplicationInstance$Status",
        })
final class NativeRegistrations {
    private NativeRegistrations() {}
}
