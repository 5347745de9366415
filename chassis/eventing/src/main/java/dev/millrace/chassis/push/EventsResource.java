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
 * Endpoint for pushed events (CloudEvents 1.0, HTTP binding). It exists only with {@code messaging.mode=push}.
 *
 * <p>204: the event's transaction has committed, the event had taken effect before, or its type is ignored. 4xx: it can
 * never take effect, and the source should move it to its dead letters. 500 and 503: the source should push it again.
 */
@Path("/events")
@RolesAllowed(EventSourceRoleAugmentor.ROLE)
public class EventsResource {
    private static final int MAX_BATCH = 1_000;

    private final PushedEventReceiver events;

    EventsResource(PushedEventReceiver events) {
        this.events = events;
    }

    /** Binary content mode: the attributes are in headers, the body is the data. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void binary(HttpHeaders headers, byte[] data) {
        events.take(List.of(() -> BinaryMode.read(headers.getRequestHeaders(), data)));
    }

    /** Structured content mode: the body is the event as JSON. */
    @POST
    @Consumes("application/cloudevents+json")
    public void structured(JsonNode event) {
        events.take(List.of(() -> StructuredMode.read(event)));
    }

    /**
     * Batched content mode: an array of at most {@value #MAX_BATCH} events, which are handled in order. An event that
     * can never take effect does not stop those after it; any other failure does. The whole batch may be pushed again.
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
