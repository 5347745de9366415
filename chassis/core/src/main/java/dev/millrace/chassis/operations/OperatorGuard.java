package dev.millrace.chassis.operations;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Decides who may change something on the management port. Reading is open to whoever reaches the port. */
public interface OperatorGuard {
    /**
     * @param detail why, and what to do
     */
    record Refusal(int status, String detail) {}

    /** May block. Empty when the request is admitted. */
    Optional<Refusal> refusal(RoutingContext request);
}
