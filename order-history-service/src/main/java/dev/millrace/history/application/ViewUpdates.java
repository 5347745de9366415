package dev.millrace.history.application;

import dev.millrace.history.domain.Fact;
import dev.millrace.history.domain.Fact.Caused;
import dev.millrace.history.domain.Fact.CustomerNamed;
import dev.millrace.history.domain.Fact.Placed;
import dev.millrace.history.domain.Fact.Revised;
import dev.millrace.history.domain.Fact.Stepped;
import dev.millrace.history.persistence.Generations;
import dev.millrace.history.persistence.ViewWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Stream;

/** Keeps the view up with the events. */
@ApplicationScoped
@Transactional
public class ViewUpdates {
    /** Fired in the transaction that lets readers see an order's step. */
    public record Moved(Stepped step) {}

    private final Generations generations;
    private final ViewWriter view;
    private final Event<Moved> moved;

    ViewUpdates(Generations generations, ViewWriter view, Event<Moved> moved) {
        this.generations = generations;
        this.view = view;
        this.moved = moved;
    }

    /** What is new: for those who read now, and for the generation that may follow. */
    public void apply(List<Fact> facts) {
        view.write(facts, generations.written());
        facts.stream().flatMap(ViewUpdates::step).map(Moved::new).forEach(moved::fire);
    }

    /** What is read again. */
    public void apply(List<Fact> facts, int generation) {
        view.write(facts, generation);
    }

    private static Stream<Stepped> step(Fact fact) {
        return switch (fact) {
            case Stepped step -> Stream.of(step);
            case Placed placed -> Stream.of(placed.step());
            case Revised revised -> Stream.of(revised.step());
            case CustomerNamed named -> Stream.empty();
            case Caused cause -> Stream.empty();
        };
    }
}
