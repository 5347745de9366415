package dev.millrace.history.messaging;

import dev.millrace.history.domain.ProjectionEvent;
import jakarta.transaction.TransactionScoped;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The projection events of the current transaction; they are written together before it commits. */
@TransactionScoped
class PendingProjectionEvents implements Serializable {
    private static final long serialVersionUID = 1;

    private final transient List<ProjectionEvent> events = new ArrayList<>();

    void add(ProjectionEvent fact) {
        events.add(fact);
    }

    List<ProjectionEvent> take() {
        List<ProjectionEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }
}
