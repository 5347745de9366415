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

/** Applies events to the view. */
@ApplicationScoped
@Transactional
public class ViewUpdateService {
    /** Fired within the transaction that makes an order's change visible. */
    public record ViewUpdated(OrderStateChanged step) {}

    private final GenerationRepository generations;
    private final OrderProjection view;
    private final Event<ViewUpdated> updates;

    ViewUpdateService(GenerationRepository generations, OrderProjection view, Event<ViewUpdated> updates) {
        this.generations = generations;
        this.view = view;
        this.updates = updates;
    }

    /** Applies new events to the live generation and to the one that is being built or held. */
    public void apply(List<ProjectionEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        view.write(events, generations.written());
        events.stream().flatMap(ViewUpdateService::step).map(ViewUpdated::new).forEach(updates::fire);
    }

    /** Applies events from the log to the generation that is being rebuilt. */
    public void apply(List<ProjectionEvent> events, int generation) {
        if (!events.isEmpty()) {
            view.write(events, generation);
        }
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
