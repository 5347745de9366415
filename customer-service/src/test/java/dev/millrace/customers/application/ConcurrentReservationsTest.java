package dev.millrace.customers.application;

import dev.millrace.chassis.money.Money;
import dev.millrace.customers.CustomerServiceTest;
import dev.millrace.customers.domain.CreditAccount;
import dev.millrace.customers.persistence.CreditAccountReader;
import dev.millrace.customers.persistence.CreditEventStore;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.probe.OutboxProbe;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static dev.millrace.customers.api.CustomerRequests.registered;
import static org.assertj.core.api.Assertions.assertThat;

@CustomerServiceTest
class ConcurrentReservationsTest {
    private static final int ORDERS = 1_000;
    private static final int AT_ONCE = 16;
    private static final Money ONE = Money.of("1.00", "EUR");

    @Inject
    CreditService credit;

    @Inject
    CreditAccountReader accounts;

    @Inject
    CreditEventStore store;

    @Test
    void shouldGrantExactlyWhatFitsWhenAThousandOrdersCompete() throws Exception {
        UUID customer = registered("600.00");
        atOnce(() -> {
            credit.reserve(customer, UUID.randomUUID(), ONE, null);
            return null;
        });
        CreditAccount account = accounts.account(customer);
        assertThat(account.version()).isEqualTo(1 + ORDERS);
        assertThat(account.available()).isEqualTo(Money.zero("EUR"));
        List<String> published = OutboxProbe.of(Database.CUSTOMERS).types(customer);
        assertThat(Collections.frequency(published, "customer.credit-reserved.v1"))
                .isEqualTo(600);
        assertThat(Collections.frequency(published, "customer.credit-limit-exceeded.v1"))
                .isEqualTo(400);
    }

    @Test
    void shouldReserveOnceWhenTheSameOrderComesAThousandTimes() throws Exception {
        UUID customer = registered("600.00");
        UUID order = UUID.randomUUID();
        atOnce(() -> {
            credit.reserve(customer, order, ONE, null);
            return null;
        });
        assertThat(accounts.account(customer).version()).isEqualTo(2);
        assertThat(store.reservation(customer, order).held()).isEqualTo(ONE);
    }

    private static void atOnce(Callable<Void> call) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Void> done :
                    callers.invokeAll(Stream.generate(() -> call).limit(ORDERS).toList())) {
                done.get();
            }
        }
    }
}
