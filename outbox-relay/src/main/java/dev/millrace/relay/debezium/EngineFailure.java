package dev.millrace.relay.debezium;

/** The failure that ended the engine. */
final class EngineFailure extends Exception {
    EngineFailure(Throwable cause) {
        super(cause);
    }
}
