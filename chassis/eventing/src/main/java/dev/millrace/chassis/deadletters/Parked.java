package dev.millrace.chassis.deadletters;

import dev.millrace.chassis.deadletters.Decisions.Decision;
import java.time.Instant;
import java.util.List;

/**
 * A message with its letters that are not decided on, oldest first.
 *
 * @param latestDecision of the latest letter: a replay that failed; null when there was none
 */
record Parked(List<Letter> letters, Decision latestDecision) {
    Letter latest() {
        return letters.getLast();
    }

    int attempts() {
        return letters.size() + (latestDecision == null ? 0 : latestDecision.replays());
    }

    String error() {
        return latestDecision == null ? latest().error() : latestDecision.error();
    }

    Instant lastAt() {
        return latestDecision == null ? latest().parkedAt() : latestDecision.at();
    }
}
