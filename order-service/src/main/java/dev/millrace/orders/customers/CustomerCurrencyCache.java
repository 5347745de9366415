package dev.millrace.orders.customers;

import io.quarkus.cache.CacheResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Caches the currency of each customer's credit, per caller who may see the customer. The currency never changes. */
@ApplicationScoped
class CustomerCurrencyCache {
    private final CustomerClient customers;

    CustomerCurrencyCache(@RestClient CustomerClient customers) {
        this.customers = customers;
    }

    @CacheResult(cacheName = "customer-currency")
    String of(UUID customerId, String caller) {
        CustomerClient.CustomerPart customer = customers.get(customerId);
        if (customer == null
                || customer.creditLimit() == null
                || customer.creditLimit().currency() == null) {
            throw new IllegalStateException("customer-service returned a customer without the currency of the credit");
        }
        return customer.creditLimit().currency();
    }
}
