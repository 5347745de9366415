package dev.millrace.system.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import static org.awaitility.Awaitility.await;

/** A write that its client repeats, with the same key, until it is answered. */
record ApiCall(String path, String body, UUID key, Set<Integer> expected) {
    /** The answers to a client that may repeat its request. */
    private static final Set<Integer> REPEATED = Set.of(429, 503, 504);

    private static final int NO_ANSWER = 0;
    private static final Duration ATTEMPT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofMinutes(4);

    static ApiCall place(UUID customer, int price) {
        return new ApiCall(
                "/api/orders",
                "{\"customerId\":\"%s\",%s}".formatted(customer, lines(price)),
                UUID.randomUUID(),
                Set.of(201));
    }

    static ApiCall revise(UUID order, int price) {
        return new ApiCall(
                "/api/orders/" + order + "/revise",
                "{%s}".formatted(lines(price)),
                UUID.randomUUID(),
                Set.of(202, 409));
    }

    static ApiCall cancel(UUID order) {
        return new ApiCall("/api/orders/" + order + "/cancel", "", UUID.randomUUID(), Set.of(202, 409));
    }

    /**
     * @param statuses gets the status of each attempt, 0 if there was none
     * @return the first response that is not to be repeated
     * @throws org.awaitility.core.ConditionTimeoutException if there is none for minutes
     */
    HttpResponse<String> send(HttpClient http, URI gateway, String token, Consumer<Integer> statuses) {
        return await().pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .atMost(LIMIT)
                .until(() -> attempt(http, gateway, token, statuses), answer -> answer != null);
    }

    private HttpResponse<String> attempt(HttpClient http, URI gateway, String token, Consumer<Integer> statuses)
            throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(ATTEMPT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key.toString())
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            statuses.accept(answer.statusCode());
            return REPEATED.contains(answer.statusCode()) ? null : answer;
        } catch (IOException noAnswer) {
            statuses.accept(NO_ANSWER);
            return null;
        }
    }

    private static String lines(int price) {
        return "\"lines\":[{\"sku\":\"tea\",\"quantity\":1,\"unitPrice\":{\"amount\":\"%d.00\",\"currency\":\"EUR\"}}]"
                .formatted(price);
    }
}
