package dev.millrace.customers.api;

import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.testsupport.checks.DatabaseOutage;
import java.util.List;
import java.util.UUID;

import static dev.millrace.customers.api.CustomerRequests.as;
import static dev.millrace.customers.api.CustomerRequests.customerWith;
import static dev.millrace.customers.api.CustomerRequests.register;
import static dev.millrace.devstack.identity.DemoUser.CLERK;

@CustomerServiceTest
class DatabaseOutageTest extends DatabaseOutage {
    DatabaseOutageTest() {
        super(List.of(
                () -> register(customerWith("100.00")).extract().response(),
                () -> as(CLERK).get("/customers/" + UUID.randomUUID()),
                () -> as(CLERK).get("/customers")));
    }
}
