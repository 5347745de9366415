package dev.millrace.system;

import dev.millrace.devstack.identity.DemoUser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.awaitility.Awaitility.await;

/**
 * A clerk's alternating reads and orders, sent at a fixed rate whether or not earlier requests are answered (open
 * loop). No request is repeated, unless {@link #repeatedBursts} says so.
 */
final class OpenLoop implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Set<Integer> REPEATABLE = Set.of(429, 503, 504);
    private static final Executor AFTER_A_PAUSE = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Phaser inFlight = new Phaser(1);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger placed = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final String api;
    private final UUID customer;
    private final boolean keys;
    private final boolean repeated;
    private final int atOnce;

    private OpenLoop(String gateway, UUID customer, boolean keys, boolean repeated, int atOnce) {
        this.api = gateway + "/api/orders";
        this.customer = customer;
        this.keys = keys;
        this.repeated = repeated;
        this.atOnce = atOnce;
    }

    /** @param keys whether orders carry an Idempotency-Key, which lets the gateway retry them */
    static OpenLoop start(String gateway, UUID customer, boolean keys) {
        return new OpenLoop(gateway, customer, keys, false, 1).every(INTERVAL);
    }

    /** Sends {@code atOnce} requests at the same moment, and again after each interval. */
    static OpenLoop bursts(String gateway, UUID customer, int atOnce, Duration interval) {
        return new OpenLoop(gateway, customer, false, false, atOnce).every(interval);
    }

    /**
     * As {@link #bursts}, with an Idempotency-Key for each order, by clients that repeat what is answered 429, 503 or
     * 504.
     */
    static OpenLoop repeatedBursts(String gateway, UUID customer, int atOnce, Duration interval) {
        return new OpenLoop(gateway, customer, true, true, atOnce).every(interval);
    }

    private OpenLoop every(Duration interval) {
        clock.scheduleAtFixedRate(this::sendAll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Returns after this many more requests were answered. */
    void goOnFor(int requests) {
        int enough = answered.get() + requests;
        await().atMost(Millrace.TIMEOUT).until(() -> answered.get() >= enough);
    }

    /** Stops sending and returns when all requests sent are answered or have failed. */
    void finish() {
        clock.close();
        inFlight.arriveAndAwaitAdvance();
    }

    @Override
    public void close() {
        finish();
        http.close();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    int answered() {
        return answered.get();
    }

    /** Number of orders answered with 201. */
    int placed() {
        return placed.get();
    }

    private void sendAll() {
        for (int i = 0; i < atOnce; i++) {
            send();
        }
    }

    private void send() {
        boolean read = sent.getAndIncrement() % 2 == 0;
        inFlight.register();
        attempt(read ? read() : place()).whenComplete((answer, failure) -> {
            note(read, answer, failure);
            answered.incrementAndGet();
            inFlight.arriveAndDeregister();
        });
    }

    private CompletableFuture<HttpResponse<String>> attempt(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenCompose(answer -> repeated && REPEATABLE.contains(answer.statusCode())
                        ? CompletableFuture.supplyAsync(() -> request, AFTER_A_PAUSE)
                                .thenCompose(this::attempt)
                        : CompletableFuture.completedFuture(answer));
    }

    private void note(boolean read, HttpResponse<String> answer, Throwable failure) {
        String what = read ? "read" : "order";
        if (failure != null) {
            failures.add(what + ": " + failure);
        } else if (answer.statusCode() != (read ? 200 : 201)) {
            failures.add(what + ": " + answer.statusCode() + " " + answer.body());
        } else if (!read) {
            placed.incrementAndGet();
        }
    }

    private HttpRequest read() {
        return request(api + "?limit=1&customerId=" + customer).GET().build();
    }

    private HttpRequest place() {
        String body = """
                {"customerId": "%s", "lines": [
                  {"sku": "tea", "quantity": 1, "unitPrice": {"amount": "1.00", "currency": "EUR"}}]}""".formatted(customer);
        HttpRequest.Builder order =
                request(api).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return keys
                ? order.header("Idempotency-Key", UUID.randomUUID().toString()).build()
                : order.build();
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + Millrace.token(DemoUser.CLERK));
    }
}
