package dev.millrace.chassis.saga;

import java.util.UUID;

/** A row of the table {@code saga} whose saga has not ended. */
record SagaRow(UUID id, String type, int version, String data, String origin, String reason) {}
