package dev.millrace.chassis.security;

import dev.millrace.chassis.http.Actor;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Makes the caller the request's {@link Actor}, once the resource's roles have been checked. */
class ActorFilter {
    private final Caller caller;

    ActorFilter(Caller caller) {
        this.caller = caller;
    }

    @ServerRequestFilter
    void nameActor() {
        Actor.set(caller.subject());
    }
}
