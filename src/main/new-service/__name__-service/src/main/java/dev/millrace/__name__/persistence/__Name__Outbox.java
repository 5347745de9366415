package dev.millrace.__name__.persistence;

import dev.millrace.__name__.domain.__Name__Event;
import dev.millrace.chassis.outbox.Outbox;
import dev.millrace.chassis.outbox.OutboxMessage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes the events to the outbox under their wire names. */
@ApplicationScoped
@RegisterForReflection(targets = __Name__Event.class, ignoreNested = false, registerFullHierarchy = true)
public class __Name__Outbox {
    private static final String AGGREGATE_TYPE = "__name__";

    private final Outbox outbox;

    __Name__Outbox(Outbox outbox) {
        this.outbox = outbox;
    }

    public void publish(__Name__Event event) {
        outbox.publish(new OutboxMessage(AGGREGATE_TYPE, event.id(), typeOf(event), event));
    }

    private static String typeOf(__Name__Event event) {
        return switch (event) {
            case __Name__Event.__Name__Created e -> "__name__.created.v1";
            case __Name__Event.__Name__Renamed e -> "__name__.renamed.v1";
        };
    }
}
