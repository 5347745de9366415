package dev.millrace.orders.api;

import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.checks.DatabaseOutage;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.UUID;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.orders.api.OrderRequests.as;
import static dev.millrace.orders.api.OrderRequests.orderOf;
import static dev.millrace.orders.api.OrderRequests.place;

@OrderServiceTest
class DatabaseOutageTest extends DatabaseOutage {
    private static final UUID ORDER = UUID.randomUUID();

    DatabaseOutageTest() {
        super(List.of(
                () -> place(orderOf(ORDER, "1.50")).extract().response(),
                () -> as(CLERK)
                        .contentType(ContentType.JSON)
                        .header("Idempotency-Key", "away")
                        .body(orderOf(ORDER, "1.50"))
                        .post("/orders"),
                () -> as(CLERK).get("/orders/" + ORDER),
                () -> as(CLERK).get("/orders"),
                () -> as(CLERK).post("/orders/" + ORDER + "/cancel")));
    }
}
