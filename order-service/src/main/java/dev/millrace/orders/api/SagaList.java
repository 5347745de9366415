package dev.millrace.orders.api;

import dev.millrace.chassis.saga.SagaSummary;
import java.util.List;

/** An order's sagas, the newest first. */
public record SagaList(List<SagaSummary> items) {}
