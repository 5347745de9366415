package dev.millrace.history.application;

/** There is no generation to accept or to discard. */
public final class NoPendingGeneration extends RuntimeException {
    NoPendingGeneration(String what) {
        super("There is no generation of the view to " + what + "; GET /admin/rebuild shows its state.");
    }
}
