package dev.millrace.gateway.orders;

import dev.millrace.chassis.access.Roles;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.orders.StreamingDouble.Call;
import dev.millrace.testsupport.identity.TestTokens;
import dev.millrace.testsupport.probe.EventStream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The limit of open streams per caller is independent of other callers. */
@GatewayTest
@WithTestResource(StreamingDouble.class)
class StreamsOfACallerTest {
    private static final String AT_REST = "id: 1\ndata: {\"state\":\"APPROVED\"}\n\n";

    @TestHTTPResource("/api/orders/1/events")
    URI url;

    StreamingDouble orders;

    private final String caller = tokenOfSomebody();

    @BeforeEach
    void begin() {
        orders.reset();
    }

    @Test
    void shouldRefuseACallerWhoHasTheirShareAndNobodyElse() {
        List<CompletableFuture<EventStream>> opening = Stream.generate(() -> watch(caller))
                .limit(StreamingDouble.MAXIMUM_PER_CALLER)
                .toList();
        List<Call> unanswered = Stream.generate(orders::next)
                .limit(StreamingDouble.MAXIMUM_PER_CALLER)
                .toList();
        try (EventStream tooMany = watch(caller).join()) {
            assertThat(tooMany.status()).isEqualTo(429);
            assertThat(tooMany.header("Retry-After")).isNotNull();
            assertThat(tooMany.header("Content-Type")).startsWith("application/problem+json");
        }
        CompletableFuture<EventStream> another = watch(tokenOfSomebody());
        orders.next().head(200, "text/event-stream").write(AT_REST).end();
        another.join().close();
        unanswered.forEach(
                call -> call.head(200, "text/event-stream").write(AT_REST).end());
        opening.forEach(each -> each.join().close());
    }

    @Test
    void shouldEndAndNoLongerCountAStreamWhenItsOrderRests() {
        for (int i = 0; i < 5; i++) {
            CompletableFuture<EventStream> opening = watch(caller);
            orders.next().head(200, "text/event-stream").write(AT_REST).end();
            try (EventStream events = opening.join()) {
                assertThat(events.status()).isEqualTo(200);
                assertThat(events.nextEvent()).isPresent();
                assertThat(events.nextEvent()).isEmpty();
            }
        }
    }

    @Test
    void shouldNoLongerCountAStreamThatWasRefused() {
        for (int i = 0; i < 5; i++) {
            CompletableFuture<EventStream> opening = watch(caller);
            orders.next().head(404, "application/problem+json").write("{}").end();
            try (EventStream events = opening.join()) {
                assertThat(events.status()).isEqualTo(404);
            }
        }
    }

    private CompletableFuture<EventStream> watch(String token) {
        return CompletableFuture.supplyAsync(() -> EventStream.open(url.toString(), token));
    }

    private static String tokenOfSomebody() {
        return TestTokens.of(UUID.randomUUID().toString(), Roles.CLERK);
    }
}
