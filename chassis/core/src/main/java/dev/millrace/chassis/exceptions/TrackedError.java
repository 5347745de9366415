package dev.millrace.chassis.exceptions;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** All occurrences of one fingerprint. Not thread-safe; {@link ExceptionStore} locks it. */
final class TrackedError {
    private static final int KEPT_IDS = 10;

    /** Open until somebody resolves it; regressed when it occurs again afterwards. */
    enum State {
        OPEN,
        RESOLVED,
        REGRESSED
    }

    private final Fingerprint fingerprint;
    private final String service;
    private final String firstRelease;
    private final Instant firstSeen;
    private final SequencedSet<String> traceIds = new LinkedHashSet<>();
    private final SequencedSet<String> requestIds = new LinkedHashSet<>();
    private State state = State.OPEN;
    private long count;
    private @Nullable String message;
    private String lastRelease;
    private Instant lastSeen;

    TrackedError(ExceptionReport first) {
        fingerprint = first.fingerprint();
        service = first.service();
        firstRelease = first.release();
        firstSeen = first.at();
        lastRelease = firstRelease;
        lastSeen = firstSeen;
    }

    void add(ExceptionReport report) {
        count++;
        message = report.message();
        lastRelease = report.release();
        lastSeen = report.at();
        keep(traceIds, report.traceId());
        keep(requestIds, report.requestId());
        if (state == State.RESOLVED) {
            state = State.REGRESSED;
        }
    }

    void resolve() {
        state = State.RESOLVED;
    }

    State state() {
        return state;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    JsonObject json() {
        return JsonObject.of("fingerprint", fingerprint.id(), "state", state.name(), "service", service)
                .put("type", fingerprint.type())
                .put("message", message)
                .put("frames", new JsonArray(fingerprint.frames()))
                .put("count", count)
                .put("firstSeen", firstSeen.toString())
                .put("lastSeen", lastSeen.toString())
                .put("firstRelease", firstRelease)
                .put("lastRelease", lastRelease)
                .put("traceIds", new JsonArray(List.copyOf(traceIds)))
                .put("requestIds", new JsonArray(List.copyOf(requestIds)));
    }

    /** Keeps the most recent ids. */
    private static void keep(SequencedSet<String> ids, @Nullable String id) {
        if (id == null) {
            return;
        }
        ids.addLast(id);
        if (ids.size() > KEPT_IDS) {
            ids.removeFirst();
        }
    }
}
