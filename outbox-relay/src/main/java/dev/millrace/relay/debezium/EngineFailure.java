package dev.millrace.relay.debezium;

/** What ended the engine. */
final class EngineFailure extends Exception {
    EngineFailure(Throwable cause) {
        super(cause);
    }
}
