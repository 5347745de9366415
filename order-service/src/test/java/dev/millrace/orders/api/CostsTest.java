package dev.millrace.orders.api;

import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.checks.Management;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.ALICE;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.orderOf;
import static dev.millrace.orders.api.OrderRequests.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Processor time, connections, bytes and money are attributed to the route and to the tenant of the caller's token. */
@OrderServiceTest
class CostsTest {
    @Test
    void shouldAttributeARequestToItsRouteAndTenant() {
        double before = cost("requests", "GET /orders", "north");
        as(ALICE).get("/orders").then().statusCode(200);
        await().untilAsserted(() ->
                assertThat(cost("requests", "GET /orders", "north")).isEqualTo(before + 1));
        for (String what : new String[] {"cpu_seconds", "connection_seconds", "traffic_bytes", "money"}) {
            assertThat(cost(what, "GET /orders", "north")).as(what).isPositive();
        }
    }

    @Test
    void shouldCountTheBodiesOfBothDirections() {
        double before = cost("traffic_bytes", "POST /orders", "none");
        String order = orderOf(UUID.randomUUID(), "1.50");
        String answer = place(order).statusCode(201).extract().asString();
        await().untilAsserted(() -> assertThat(cost("traffic_bytes", "POST /orders", "none"))
                .isEqualTo(before + order.length() + answer.length()));
    }

    private static double cost(String what, String route, String tenant) {
        Pattern sample = Pattern.compile("cost_%s_total\\{.*route=\"%s\",tenant=\"%s\"[^}]*} (\\S+)"
                .formatted(what, Pattern.quote(route), tenant));
        return Arrays.stream(Management.get("/q/metrics").asString().split("\n"))
                .flatMap(line -> sample.matcher(line).results())
                .map((MatchResult found) -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElse(0.0);
    }
}
