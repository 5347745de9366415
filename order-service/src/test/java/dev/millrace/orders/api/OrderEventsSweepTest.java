package dev.millrace.orders.api;

import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.identity.TestTokens;
import dev.millrace.testsupport.probe.EventStream;
import dev.millrace.testsupport.probe.EventStream.Event;
import io.restassured.RestAssured;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.placed;
import static org.assertj.core.api.Assertions.assertThat;

/** No relay runs here, so no message reports the order's changes: only the sweep finds them. */
@OrderServiceTest
class OrderEventsSweepTest {
    @Test
    void shouldShowAChangeThatNoMessageToldOf() {
        UUID order = placed(UUID.randomUUID());
        String url = "http://127.0.0.1:" + RestAssured.port + "/orders/" + order + "/events";
        try (EventStream events = EventStream.open(url, TestTokens.of(CLERK))) {
            events.nextEvent();
            as(CLERK).post("/orders/" + order + "/cancel").then().statusCode(202);
            assertThat(events.nextEvent())
                    .get()
                    .extracting(Event::data)
                    .asString()
                    .contains("\"state\":\"CANCEL_PENDING\"");
        }
    }
}
