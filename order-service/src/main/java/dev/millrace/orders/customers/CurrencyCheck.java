package dev.millrace.orders.customers;

import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.orders.domain.OrderLine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** Rejects an order at once if its currency differs from that of the customer's credit. */
@ApplicationScoped
public class CurrencyCheck {
    private static final Logger LOG = Logger.getLogger(CurrencyCheck.class);

    private final CustomerCurrencyCache currencies;

    CurrencyCheck(CustomerCurrencyCache currencies) {
        this.currencies = currencies;
    }

    /**
     * Returns normally if the caller can see no such customer or customer-service gives no usable response; the
     * create-order saga then decides.
     *
     * @param caller subject of the caller; the cache is per caller, since not every caller may see every customer
     * @throws InvalidInput naming the first line in another currency
     */
    public void refuseForeignCurrency(UUID customerId, List<OrderLine> lines, String caller) {
        String currency;
        try {
            currency = currencies.of(customerId, caller);
        } catch (UnknownCustomer | CircuitBreakerOpenException leftToTheSaga) {
            return;
        } catch (RuntimeException unusable) {
            // Caught broadly: HTTP clients report lost connections with unrelated exception types.
            LOG.warnf("The currency of customer %s is left to the saga: %s", customerId, unusable);
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).unitPrice().currency().equals(currency)) {
                throw InvalidInput.unacceptable(
                        "lines[" + i + "].unitPrice.currency",
                        "must be " + currency + ", the currency of the customer's credit");
            }
        }
    }
}
