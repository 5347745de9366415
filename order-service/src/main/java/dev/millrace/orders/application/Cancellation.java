package dev.millrace.orders.application;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** What the cancel-order saga knows. */
@RegisterForReflection
record Cancellation(UUID orderId, UUID customerId) {}
