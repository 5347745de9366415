package dev.millrace.history.domain;

import java.util.UUID;

/**
 * How far the view is with an order.
 *
 * @param owner subject of the user who may see it, null while only clerks and admins may
 */
public record ProjectedVersion(UUID orderId, long version, String owner) {}
