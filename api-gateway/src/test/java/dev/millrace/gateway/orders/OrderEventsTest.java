package dev.millrace.gateway.orders;

import dev.millrace.chassis.access.Roles;
import dev.millrace.gateway.GatewayTest;
import dev.millrace.gateway.orders.StreamingDouble.Call;
import dev.millrace.testsupport.identity.TestTokens;
import dev.millrace.testsupport.probe.EventStream;
import dev.millrace.testsupport.probe.EventStream.Event;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@GatewayTest
@WithTestResource(StreamingDouble.class)
class OrderEventsTest {
    private static final String PENDING = "id: 0\ndata: {\"state\":\"PENDING\"}\n\n";
    private static final String MEGABYTE = "data: " + "x".repeat(1 << 20) + "\n\n";

    @TestHTTPResource("api/orders/1/events")
    URI url;

    StreamingDouble orders;

    @BeforeEach
    void begin() {
        orders.reset();
    }

    @Test
    void shouldPassOnEachEventAsSoonAsItIsThere() {
        CompletableFuture<EventStream> opening = watch();
        Call call = orders.next().head(200, "text/event-stream").write(PENDING);
        try (EventStream events = opening.join()) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("Content-Type")).startsWith("text/event-stream");
            assertThat(events.next()).map(Event::id).contains("0");
            call.write(": version 0\n\n");
            assertThat(events.next()).map(Event::comment).contains("version 0");
            call.write("id: 1\ndata: {\"state\":\"APPROVED\"}\n\n").end();
            assertThat(events.next()).map(Event::data).contains("{\"state\":\"APPROVED\"}");
            assertThat(events.next()).isEmpty();
        }
    }

    @Test
    void shouldTellTheServiceWhoAsksAndWhatTheyHaveSeen() {
        String token = TestTokens.of(CLERK);
        CompletableFuture<EventStream> opening =
                CompletableFuture.supplyAsync(() -> EventStream.open(url.toString(), token, "7"));
        Call call = orders.next();
        assertThat(call.path()).isEqualTo("/orders/1/events");
        assertThat(call.header("Authorization")).isEqualTo("Bearer " + token);
        assertThat(call.header("Last-Event-ID")).isEqualTo("7");
        assertThat(call.header("X-Request-Id")).isNotNull();
        call.head(204, "text/event-stream").end();
        try (EventStream events = opening.join()) {
            assertThat(events.status()).isEqualTo(204);
        }
    }

    @Test
    void shouldPassOnARefusal() {
        CompletableFuture<EventStream> opening = watch();
        orders.next()
                .head(404, "application/problem+json")
                .write("{\"status\": 404}")
                .end();
        try (EventStream events = opening.join()) {
            assertThat(events.status()).isEqualTo(404);
            assertThat(events.header("Content-Type")).isEqualTo("application/problem+json");
        }
        given().get(url).then().statusCode(401);
    }

    @Test
    void shouldAskAgainAndThenGiveUpWhenNoInstanceTakesOneMore() {
        CompletableFuture<EventStream> opening = watch();
        for (int i = 0; i < 3; i++) {
            orders.next().head(503, "application/problem+json").end();
        }
        try (EventStream events = opening.join()) {
            assertThat(events.status()).isEqualTo(503);
            assertThat(events.header("Retry-After")).isNotNull();
        }
    }

    @Test
    void shouldEndTheStreamWhenTheServiceBreaksOff() {
        CompletableFuture<EventStream> opening = watch();
        Call call = orders.next().head(200, "text/event-stream").write(PENDING);
        try (EventStream events = opening.join()) {
            assertThat(events.nextEvent()).isPresent();
            call.end();
            assertThat(events.next()).isEmpty();
        }
    }

    @Test
    void shouldLetGoOfTheServiceWhenTheClientIsGone() {
        CompletableFuture<EventStream> opening = watch();
        Call call = orders.next().head(200, "text/event-stream").write(PENDING);
        opening.join().close();
        await().untilAsserted(() ->
                assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> call.write(": version 0\n\n")));
    }

    @Test
    void shouldTakeOnlySoManyWatchersAndOthersOnceTheyAreGone() {
        List<EventStream> watching = new ArrayList<>();
        for (int i = 0; i < StreamingDouble.MAXIMUM; i++) {
            CompletableFuture<EventStream> opening = watch();
            await().until(() -> opening.isDone() || orders.answerOne(PENDING));
            watching.add(opening.join());
        }
        try (EventStream tooMany = watch().join()) {
            assertThat(tooMany.status()).isEqualTo(503);
            assertThat(tooMany.header("Retry-After")).isNotNull();
        }
        watching.forEach(EventStream::close);
        await().until(() -> {
            CompletableFuture<EventStream> opening = watch();
            await().until(() -> opening.isDone() || orders.answerOne(PENDING));
            try (EventStream next = opening.join()) {
                return next.status() == 200;
            }
        });
    }

    @Test
    void shouldReadFromTheServiceNoFasterThanTheClientDoes() throws IOException {
        int megabytes = 64;
        AtomicInteger written = new AtomicInteger();
        try (Socket client = new Socket("127.0.0.1", url.getPort())) {
            client.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                            .formatted(url.getPath(), TestTokens.of(CLERK))
                            .getBytes(StandardCharsets.US_ASCII));
            Call call = orders.next().head(200, "text/event-stream");
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                while (written.get() < megabytes) {
                    call.write(MEGABYTE);
                    written.incrementAndGet();
                }
                call.end();
            });
            AtomicInteger before = new AtomicInteger(-1);
            await().pollInterval(Duration.ofMillis(500)).until(() -> before.getAndSet(written.get()) == written.get());
            assertThat(written).as("what fits the buffers between").hasValueLessThan(megabytes);
            assertThat(count(client.getInputStream())).isGreaterThan((long) megabytes << 20);
            writing.join();
        }
    }

    private static long count(InputStream in) throws IOException {
        long count = 0;
        byte[] part = new byte[1 << 16];
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            count += read;
        }
        return count;
    }

    /** Each time by another caller, whose own limit is lower. */
    private CompletableFuture<EventStream> watch() {
        String token = TestTokens.of(UUID.randomUUID().toString(), Roles.CLERK);
        return CompletableFuture.supplyAsync(() -> EventStream.open(url.toString(), token));
    }
}
