package dev.millrace.history.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The version of an order in the view.
 *
 * @param owner subject of the user who may see it; null while only clerks and admins may
 */
public record ProjectedVersion(
        UUID orderId, long version, @Nullable String owner) {}
