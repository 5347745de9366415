package dev.millrace.history.application;

import dev.millrace.history.domain.Fact;
import dev.millrace.history.domain.Fact.Placed;
import dev.millrace.history.domain.Fact.Stepped;
import dev.millrace.history.persistence.Generations;
import dev.millrace.history.persistence.ViewWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

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

    /** What is new: for those who read now, and for the generation that is being built. */
    public void apply(Fact fact) {
        write(fact, generations.written());
        switch (fact) {
            case Stepped step -> moved.fire(new Moved(step));
            case Placed placed -> moved.fire(new Moved(placed.step()));
            case Fact.CustomerNamed named -> {}
            case Fact.Caused cause -> {}
        }
    }

    /** What is read again. */
    public void apply(Fact fact, int generation) {
        write(fact, generation);
    }

    private void write(Fact fact, int... into) {
        switch (fact) {
            case Stepped step -> view.write(step, into);
            case Placed placed -> view.write(placed, into);
            case Fact.CustomerNamed named -> view.write(named, into);
            case Fact.Caused cause -> view.write(cause, into);
        }
    }
}
