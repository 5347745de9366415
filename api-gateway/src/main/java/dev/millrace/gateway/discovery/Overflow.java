package dev.millrace.gateway.discovery;

import io.micrometer.core.instrument.Counter;
import io.smallrye.stork.api.ServiceInstance;

/**
 * Where the calls go that a service's instances, its base, have no room for.
 *
 * @param capacity calls that each instance of the base takes at once
 * @param sent counts the calls that went there
 */
record Overflow(ServiceInstance instance, int capacity, Counter sent) {}
