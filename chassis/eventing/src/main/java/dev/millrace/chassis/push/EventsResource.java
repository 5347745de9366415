package dev.millrace.chassis.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.chassis.messaging.PoisonMessage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The way in for events that are pushed (CloudEvents 1.0, HTTP binding); there only with {@code messaging.mode=push}.
 *
 * <p>204: the event's transaction has committed, or it had taken effect before, or its type is left on purpose. 4xx: it
 * can never take effect and belongs to the source's dead letters. 503 and 500: the source is to push it again.
 */
@Path("/events")
@RolesAllowed(EventSourceRoleAugmentor.ROLE)
public class EventsResource {
    private static final int MAX_BATCH = 1_000;

    private final PushedEventReceiver events;

    EventsResource(PushedEventReceiver events) {
        this.events = events;
    }

    /** Binary mode: the attributes are in headers, the body is the data. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void binary(HttpHeaders headers, byte[] data) {
        events.take(List.of(() -> BinaryMode.read(headers.getRequestHeaders(), data)));
    }

    /** Structured mode: the body is the event, as JSON. */
    @POST
    @Consumes("application/cloudevents+json")
    public void structured(JsonNode event) {
        events.take(List.of(() -> StructuredMode.read(event)));
    }

    /**
     * Batch mode: an array of events, which are taken in their order. One that can never take effect does not keep those
     * behind it; any other failure does. The whole batch may be pushed again.
     */
    @POST
    @Consumes("application/cloudevents-batch+json")
    public void batch(JsonNode batch) {
        if (batch == null || !batch.isArray()) {
            throw new PoisonMessage("the batch is no JSON array");
        }
        if (batch.size() > MAX_BATCH) {
            throw new PoisonMessage("the batch has more than " + MAX_BATCH + " events");
        }
        events.take(StreamSupport.stream(batch.spliterator(), false)
                .<PushedEvent>map(event -> () -> StructuredMode.read(event))
                .toList());
    }
}
