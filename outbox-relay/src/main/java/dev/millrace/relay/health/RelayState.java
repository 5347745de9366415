package dev.millrace.relay.health;

/** What a relay is doing with one source. */
public enum RelayState {
    /** Trying to lead or to stand by; an outage may prevent it. */
    CONNECTING,
    /** Another relay leads; this one is ready to take over. */
    STANDBY,
    /** Publishes. */
    LEADING,
    /** The position is lost: nothing is published or removed until an operator decides. */
    LOST,
    STOPPED
}
