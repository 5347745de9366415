package dev.millrace.system.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Orders, revisions and cancellations at a fixed rate, whether or not earlier requests are answered (open loop). Each
 * client repeats its request until it is answered.
 */
public final class OrderLoad implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int HIGHEST_PRICE = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final URI gateway;
    private final List<Shopper> shoppers;
    private final RandomGenerator random;

    private OrderLoad(URI gateway, List<Shopper> shoppers, long seed) {
        this.gateway = gateway;
        this.shoppers = shoppers;
        this.random = new SplittableRandom(seed);
    }

    public static OrderLoad start(URI gateway, List<Shopper> shoppers, long seed, int perSecond) {
        OrderLoad load = new OrderLoad(gateway, shoppers, seed);
        load.clock.scheduleAtFixedRate(load::next, 0, TimeUnit.SECONDS.toMicros(1) / perSecond, TimeUnit.MICROSECONDS);
        return load;
    }

    /** Stops sending, and returns when all clients have their answer or have given up. */
    public void finish() {
        clock.close();
        clients.close();
    }

    /** Number of attempts by operation and status, 0 for those without a response. */
    public Map<String, Integer> answers() {
        return Map.copyOf(answers);
    }

    /** Responses that no fault justifies. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public void close() {
        finish();
        http.close();
    }

    private void next() {
        Shopper shopper = shoppers.get(random.nextInt(shoppers.size()));
        int price = 1 + random.nextInt(HIGHEST_PRICE);
        int operation = random.nextInt(10);
        Optional<UUID> known = shopper.recentOrder(random);
        if (known.isEmpty() || operation < 5) {
            clients.execute(() -> place(shopper, price));
        } else if (operation < 8) {
            clients.execute(() -> send("revise", shopper, ApiCall.revise(known.get(), price)));
        } else {
            clients.execute(() -> send("cancel", shopper, ApiCall.cancel(known.get())));
        }
    }

    private void place(Shopper shopper, int price) {
        send("place", shopper, ApiCall.place(shopper.customer(), price))
                .ifPresent(answer -> shopper.placed(idIn(answer.body())));
    }

    /** @return the response, if it is one that the call may have */
    private Optional<HttpResponse<String>> send(String operation, Shopper shopper, ApiCall call) {
        try {
            HttpResponse<String> answer = call.send(
                    http, gateway, shopper.token(), status -> answers.merge(operation + " " + status, 1, Integer::sum));
            if (call.expected().contains(answer.statusCode())) {
                return Optional.of(answer);
            }
            violations.add("%s %s was answered %d %s".formatted(operation, call, answer.statusCode(), answer.body()));
        } catch (RuntimeException unanswered) {
            violations.add("%s %s was not answered: %s".formatted(operation, call, unanswered));
        }
        return Optional.empty();
    }

    private static UUID idIn(String body) {
        try {
            return UUID.fromString(JSON.readTree(body).get("id").asText());
        } catch (IOException e) {
            throw new IllegalStateException("No order: " + body, e);
        }
    }
}
