package dev.millrace.orders.customers;

import dev.millrace.orders.OrderServiceTest;
import dev.millrace.testsupport.probe.FaultyServer;
import dev.millrace.testsupport.probe.FaultyServer.Fault;
import io.quarkus.test.common.WithTestResource;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.orders.api.OrderRequests.orderOf;
import static dev.millrace.orders.api.OrderRequests.place;
import static org.hamcrest.Matchers.equalTo;

/** The currency check is optional: no failure to fetch the currency fails an order. */
@OrderServiceTest
@WithTestResource(FaultyCustomerService.class)
class LostConnectionsTest {
    private static final String IN_DOLLARS = "{\"creditLimit\":{\"amount\":\"10.00\",\"currency\":\"USD\"}}";

    FaultyServer customers;

    @Inject
    CircuitBreakerMaintenance circuits;

    @BeforeEach
    void keepAConnectionAlive() {
        circuits.resetAll();
        customers.answer(IN_DOLLARS);
        customers.fail(Fault.RESET, 0);
        place(inEuros()).statusCode(422);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAskAgainWhenTheConnectionIsLost(Fault fault) {
        customers.fail(fault, 1);
        place(inEuros()).statusCode(422).body("violations[0].field", equalTo("lines[0].unitPrice.currency"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveTheCurrencyToTheSagaWhenEveryConnectionIsLost(Fault fault) {
        customers.fail(fault, Integer.MAX_VALUE);
        place(inEuros()).statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{}", "{\"creditLimit\":null}", "{\"creditLimit\":{}}", "[]", ""})
    void shouldLeaveTheCurrencyToTheSagaWhenTheAnswerIsOfNoUse(String answer) {
        customers.answer(answer);
        place(inEuros()).statusCode(201);
    }

    private static String inEuros() {
        return orderOf(UUID.randomUUID(), "1.00");
    }
}
