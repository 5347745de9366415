package dev.millrace.relay.api;

import dev.millrace.relay.kafka.ParkedEvents;
import dev.millrace.relay.lifecycle.ParkedEventReplay;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** For operators. The relay's port is not for anybody else. */
@Path("/parked")
public class ParkedResource {
    private final ParkedEventReplay replay;

    ParkedResource(ParkedEventReplay replay) {
        this.replay = replay;
    }

    /** Publishes what is parked, as far as that is possible by now; any relay of the sources can be asked. */
    @POST
    @Path("/replay")
    @Blocking
    public ParkedEvents.Outcome replay() throws InterruptedException {
        return replay.run();
    }
}
