package dev.millrace.chassis.deadletters;

import dev.millrace.chassis.deadletters.DecisionRepository.Decision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parked message.
 *
 * @param letters its letters without a final state, oldest first
 * @param latestDecision failed replays of the latest letter; null when there are none
 */
record Parked(List<DeadLetterRecord> letters, @Nullable Decision latestDecision) {
    DeadLetterRecord latest() {
        return letters.getLast();
    }

    int attempts() {
        return letters.size() + (latestDecision == null ? 0 : latestDecision.replays());
    }

    @Nullable
    String error() {
        return latestDecision == null ? latest().error() : latestDecision.error();
    }

    Instant lastAt() {
        return latestDecision == null ? latest().parkedAt() : latestDecision.at();
    }
}
