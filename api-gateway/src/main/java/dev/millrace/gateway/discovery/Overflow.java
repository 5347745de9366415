package dev.millrace.gateway.discovery;

import io.micrometer.core.instrument.Counter;
import io.smallrye.stork.api.ServiceInstance;

/**
 * Takes the calls that exceed the capacity of a service's own instances, the base.
 *
 * @param capacity concurrent calls for each instance of the base
 * @param sent counts the calls sent to the overflow
 */
record Overflow(ServiceInstance instance, int capacity, Counter sent) {}
