package dev.millrace.orders.api;

import dev.millrace.chassis.saga.SagaSummary;
import java.util.List;

/** The sagas of an order, newest first. */
public record SagaList(List<SagaSummary> items) {}
