package dev.millrace.history.application;

import dev.millrace.history.domain.ProjectionEvent;
import dev.millrace.history.domain.ProjectionEvent.OrderStateChanged;
import dev.millrace.history.domain.ProjectionEvent.Placed;
import dev.millrace.history.persistence.GenerationRepository;
import dev.millrace.history.persistence.OrderProjection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

/** Keeps the view up with the events. */
@ApplicationScoped
@Transactional
public class ViewUpdateService {
    /** Fired in the transaction that lets readers see an order's step. */
    public record ViewUpdated(OrderStateChanged step) {}

    private final GenerationRepository generations;
    private final OrderProjection view;
    private final Event<ViewUpdated> moved;

    ViewUpdateService(GenerationRepository generations, OrderProjection view, Event<ViewUpdated> moved) {
        this.generations = generations;
        this.view = view;
        this.moved = moved;
    }

    /** What is new: for those who read now, and for the generation that is being built. */
    public void apply(ProjectionEvent fact) {
        write(fact, generations.written());
        switch (fact) {
            case OrderStateChanged step -> moved.fire(new ViewUpdated(step));
            case Placed placed -> moved.fire(new ViewUpdated(placed.step()));
            case ProjectionEvent.CustomerNamed named -> {}
            case ProjectionEvent.CauseRecorded cause -> {}
        }
    }

    /** What is read again. */
    public void apply(ProjectionEvent fact, int generation) {
        write(fact, generation);
    }

    private void write(ProjectionEvent fact, int... into) {
        switch (fact) {
            case OrderStateChanged step -> view.write(step, into);
            case Placed placed -> view.write(placed, into);
            case ProjectionEvent.CustomerNamed named -> view.write(named, into);
            case ProjectionEvent.CauseRecorded cause -> view.write(cause, into);
        }
    }
}
