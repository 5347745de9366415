package dev.millrace.chassis.outbox;

import java.time.OffsetDateTime;
import java.util.UUID;

/** A row of the outbox, on its way there; headers and payload are JSON. */
record OutboxRow(
        UUID id,
        String aggregateType,
        String aggregateId,
        String type,
        String source,
        OffsetDateTime time,
        String headers,
        String payload) {}
