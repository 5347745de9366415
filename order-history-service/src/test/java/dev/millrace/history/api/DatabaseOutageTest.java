package dev.millrace.history.api;

import dev.millrace.history.OrderHistoryServiceTest;
import dev.millrace.testsupport.checks.DatabaseOutage;
import java.util.List;
import java.util.UUID;

import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.history.Callers.as;

@OrderHistoryServiceTest
class DatabaseOutageTest extends DatabaseOutage {
    DatabaseOutageTest() {
        super(List.of(
                () -> as(ADMIN).get("/order-history"),
                () -> as(ADMIN).get("/orders/" + UUID.randomUUID() + "/history"),
                () -> as(ADMIN).get("/admin/rebuild")));
    }
}
