package dev.millrace.history.application;

import dev.millrace.history.domain.ProjectionEvent;
import dev.millrace.history.domain.ProjectionEvent.CauseRecorded;
import dev.millrace.history.domain.ProjectionEvent.CustomerNamed;
import dev.millrace.history.domain.ProjectionEvent.OrderStateChanged;
import dev.millrace.history.domain.ProjectionEvent.Placed;
import dev.millrace.history.domain.ProjectionEvent.Revised;
import dev.millrace.history.persistence.GenerationRepository;
import dev.millrace.history.persistence.OrderProjection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Stream;

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

    /** What is new: for those who read now, and for the generation that may follow. */
    public void apply(List<ProjectionEvent> facts) {
        view.write(facts, generations.written());
        facts.stream().flatMap(ViewUpdateService::step).map(ViewUpdated::new).forEach(moved::fire);
    }

    /** What is read again. */
    public void apply(List<ProjectionEvent> facts, int generation) {
        view.write(facts, generation);
    }

    private static Stream<OrderStateChanged> step(ProjectionEvent fact) {
        return switch (fact) {
            case OrderStateChanged step -> Stream.of(step);
            case Placed placed -> Stream.of(placed.step());
            case Revised revised -> Stream.of(revised.step());
            case CustomerNamed named -> Stream.empty();
            case CauseRecorded cause -> Stream.empty();
        };
    }
}
