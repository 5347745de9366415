package dev.millrace.chassis.deadletters;

import dev.millrace.chassis.messaging.MessageHandlers;
import dev.millrace.chassis.messaging.ThingTopics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Test consumer that counts messages that took effect, and fails for parcels that it is told to lose. */
@ApplicationScoped
class Parcels {
    record Sent(String parcel) {}

    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    @Produces
    @Singleton
    MessageHandlers parcelHandlers() {
        return MessageHandlers.of("parcels")
                .from(ThingTopics.PARCELS)
                .orderedBy("parcel")
                .on("parcel.sent.v1", Sent.class, e -> send(e.parcel()));
    }

    private void send(String parcel) {
        if (lost.contains(parcel)) {
            throw new IllegalStateException("parcel is lost");
        }
        sent.add(parcel);
    }

    Collection<String> sent() {
        return sent;
    }

    void lose(String parcel) {
        lost.add(parcel);
    }

    void find(String parcel) {
        lost.remove(parcel);
    }
}
