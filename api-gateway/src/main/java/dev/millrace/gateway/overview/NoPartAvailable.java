package dev.millrace.gateway.overview;

/** Every part of an overview is missing: that is a failure, not a partial answer. */
final class NoPartAvailable extends RuntimeException {}
