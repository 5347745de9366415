package dev.millrace.orders.customers;

import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.orders.domain.OrderLine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** Tells a client at once that an order is in another currency than the customer's credit. */
@ApplicationScoped
public class CurrencyCheck {
    private static final Logger LOG = Logger.getLogger(CurrencyCheck.class);

    private final CustomerCurrencyCache currencies;

    CurrencyCheck(CustomerCurrencyCache currencies) {
        this.currencies = currencies;
    }

    /**
     * Passes when the caller has no such customer or customer-service gives no usable answer: then the saga decides.
     *
     * @param caller the subject who asks; what one may know is not told another
     * @throws InvalidInput naming the first line in another currency
     */
    public void refuseForeignCurrency(UUID customerId, List<OrderLine> lines, String caller) {
        String currency;
        try {
            currency = currencies.of(customerId, caller);
        } catch (UnknownCustomer | CircuitBreakerOpenException leftToTheSaga) {
            return;
        } catch (RuntimeException unusable) {
            // Whatever it is: the clients of HTTP report lost connections by unrelated types.
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
