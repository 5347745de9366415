package dev.millrace.gateway.overview;

/** All parts of an overview are missing, which is a failure and not a partial answer. */
final class NoPartAvailable extends RuntimeException {}
