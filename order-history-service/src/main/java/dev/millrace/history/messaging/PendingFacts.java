package dev.millrace.history.messaging;

import dev.millrace.history.domain.ProjectionEvent;
import jakarta.transaction.TransactionScoped;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The projection events of the current transaction; they are written together before it commits. */
@TransactionScoped
class PendingFacts implements Serializable {
    private static final long serialVersionUID = 1;

    private final transient List<ProjectionEvent> facts = new ArrayList<>();

    void add(ProjectionEvent fact) {
        facts.add(fact);
    }

    List<ProjectionEvent> take() {
        List<ProjectionEvent> taken = List.copyOf(facts);
        facts.clear();
        return taken;
    }
}
