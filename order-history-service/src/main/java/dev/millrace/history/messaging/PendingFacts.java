package dev.millrace.history.messaging;

import dev.millrace.history.domain.Fact;
import jakarta.transaction.TransactionScoped;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What the messages of this transaction tell, until it is written at once. */
@TransactionScoped
class PendingFacts implements Serializable {
    private static final long serialVersionUID = 1;

    private final transient List<Fact> facts = new ArrayList<>();

    void add(Fact fact) {
        facts.add(fact);
    }

    List<Fact> take() {
        List<Fact> taken = List.copyOf(facts);
        facts.clear();
        return taken;
    }
}
