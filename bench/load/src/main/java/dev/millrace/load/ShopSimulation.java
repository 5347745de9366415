package dev.millrace.load;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAsDuring;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * Users of the shop, who arrive at a fixed rate whether or not those before them are served. The system properties
 * {@code load.*} are set by {@code bench/run load}.
 */
public final class ShopSimulation extends Simulation {
    private static final Duration APPROVAL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(20);
    private static final int BURST = 5;
    private static final String ORDER = """
            {"customerId": "#{customer}", "lines": [
              {"sku": "tea", "quantity": 1, "unitPrice": {"amount": "1.00", "currency": "EUR"}}]}""";

    private final HttpProtocolBuilder gateway = http.baseUrl(System.getProperty("load.gateway"))
            .authorizationHeader("Bearer " + System.getProperty("load.token"))
            .contentTypeHeader("application/json")
            .acceptHeader("application/json")
            .disableCaching()
            .shareConnections();

    private final ChainBuilder browse = feed(any("customer"))
            .feed(any("order"))
            .exec(randomSwitch()
                    .on(
                            percent(40).then(get("an order", "/api/orders/#{order}")),
                            percent(30).then(get("a customer's orders", "/api/orders?customerId=#{customer}&limit=20")),
                            percent(20).then(get("overview", "/api/customers/#{customer}/overview")),
                            percent(10).then(get("history", "/api/orders/#{order}/history"))));

    /** The group lasts from the arrival to the decision. */
    private final ChainBuilder buy = feed(any("customer"))
            .exec(group("buy until approved")
                    .on(exec(http("place an order")
                                    .post("/api/orders")
                                    .body(StringBody(ORDER))
                                    .check(
                                            status().is(201),
                                            jsonPath("$.id").saveAs("placed"),
                                            jsonPath("$.state").saveAs("state")))
                            .exitHereIfFailed()
                            .exec(asLongAsDuring(
                                            session -> "PENDING".equals(session.getString("state")), APPROVAL_TIMEOUT)
                                    .on(
                                            pause(BETWEEN_POLLS),
                                            http("watch the order")
                                                    .get("/api/orders/#{placed}")
                                                    .check(
                                                            status().is(200),
                                                            jsonPath("$.state").saveAs("state"))))
                            .exec(http("approved")
                                    .get("/api/orders/#{placed}")
                                    .check(jsonPath("$.state").is("APPROVED")))));

    public ShopSimulation() {
        int rate = Integer.getInteger("load.rate");
        int seconds = Integer.getInteger("load.seconds");
        String profile = System.getProperty("load.profile");
        ChainBuilder user = switch (profile) {
            case "browse" -> browse;
            case "buy" -> buy;
            default ->
                exec(randomSwitch().on(percent(80).then(browse), percent(20).then(buy)));
        };
        setUp(scenario(profile).exec(user).injectOpen(arrivals(profile, rate, seconds)))
                .protocols(gateway);
    }

    /** A burst is the middle third of its run. */
    private static OpenInjectionStep[] arrivals(String profile, int rate, int seconds) {
        Stream<OpenInjectionStep> steps = profile.equals("burst")
                ? Stream.of(
                        constantUsersPerSec(rate).during(seconds / 3),
                        constantUsersPerSec((double) rate * BURST).during(seconds / 3),
                        constantUsersPerSec(rate).during(seconds / 3))
                : Stream.of(constantUsersPerSec(rate).during(seconds));
        return steps.toArray(OpenInjectionStep[]::new);
    }

    private static ChainBuilder get(String name, String path) {
        return exec(http(name).get(path).check(status().is(200)));
    }

    /** One of the ids in the system property, at random with a fixed seed. */
    private static Iterator<Map<String, Object>> any(String name) {
        List<String> ids = List.of(System.getProperty("load." + name + "s").split(","));
        Random random = new Random(1);
        Supplier<Map<String, Object>> next = () -> Map.of(name, ids.get(random.nextInt(ids.size())));
        return Stream.generate(next).iterator();
    }
}
