package dev.millrace.chassis.deadletters;

/** No message with this id is parked. */
final class ParkedMessageNotFound extends RuntimeException {
    ParkedMessageNotFound(String id) {
        super("No parked message has the id " + id + "; it may have been replayed, discarded or parked again since.");
    }
}
