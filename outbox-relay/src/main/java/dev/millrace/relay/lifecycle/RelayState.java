package dev.millrace.relay.lifecycle;

/** What a relay is doing about one source. */
public enum RelayState {
    /** On the way to lead or to stand by, or kept from it by an outage. */
    CONNECTING,
    /** Another relay leads; this one is ready to take its place. */
    STANDBY,
    /** Publishes. */
    LEADING,
    /** Publishes and removes nothing: the position is lost, and somebody must decide. */
    LOST,
    STOPPED
}
