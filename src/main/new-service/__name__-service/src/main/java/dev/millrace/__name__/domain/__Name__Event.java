package dev.millrace.__name__.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has happened to an aggregate, as it is published. */
public sealed interface __Name__Event {
    UUID id();

    record __Name__Created(UUID id, String name, @Nullable String owner, Instant createdAt) implements __Name__Event {}

    record __Name__Renamed(UUID id, String name, String formerName) implements __Name__Event {}
}
