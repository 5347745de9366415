package dev.millrace.gateway.ui;

import dev.millrace.gateway.forwarding.TransportFailure;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import org.jboss.resteasy.reactive.RestResponse;

/** The UI of one service. Its limits are its own, so that a slow service does not use up those of the others. */
final class ServiceUi {
    private static final int CONCURRENT_CALLS = 50;
    private static final int RETRY_DELAY_MILLIS = 50;
    private static final int TIMEOUT_SECONDS = 2;

    /** Registered, because a native image keeps no type arguments of other classes. */
    @RegisterForReflection
    static final class Answer extends TypeLiteral<Uni<RestResponse<byte[]>>> {}

    private final String name;
    private final URI address;
    private final UiClient client;
    private final TypedGuard<Uni<RestResponse<byte[]>>> guard;

    ServiceUi(String name, UiClient client) {
        this.name = name;
        this.address = URI.create("stork://" + name);
        this.client = client;
        this.guard = TypedGuard.create(new Answer())
                .withDescription("ui of " + name)
                .withBulkhead()
                .limit(CONCURRENT_CALLS)
                .done()
                .withRetry()
                .maxRetries(1)
                .delay(RETRY_DELAY_MILLIS, ChronoUnit.MILLIS)
                .retryOn(TransportFailure.class)
                .done()
                .withTimeout()
                .duration(TIMEOUT_SECONDS, ChronoUnit.SECONDS)
                .done()
                .build();
    }

    String name() {
        return name;
    }

    Uni<RestResponse<byte[]>> module(String module) {
        return guard.get(() -> client.module(address, module));
    }

    Uni<RestResponse<byte[]>> customer(String id) {
        return guard.get(() -> client.customer(address, id));
    }
}
