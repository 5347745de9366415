package dev.millrace.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/** Sample responses in the format of the services. */
public final class Samples {
    public static final String CUSTOMER_ID = "01a1fd2f-0000-7000-8000-000000000001";
    public static final String CUSTOMER = """
            {"id": "%s", "name": "Ada", "email": "ada@example.org",
             "creditLimit": {"amount": "100.00", "currency": "EUR"},
             "availableCredit": {"amount": "75.00", "currency": "EUR"},
             "createdAt": "2026-01-01T00:00:00Z"}""".formatted(CUSTOMER_ID);

    private Samples() {}

    public static String order(int number) {
        return """
                {"id": "01a1fd2f-0000-7000-8000-0000000001%02d", "customerId": "%s", "state": "APPROVED",
                 "rejectionReason": null,
                 "lines": [{"sku": "tea", "quantity": 2, "unitPrice": {"amount": "12.50", "currency": "EUR"}}],
                 "total": {"amount": "25.00", "currency": "EUR"}, "version": 1,
                 "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:01Z"}""".formatted(number, CUSTOMER_ID);
    }

    public static String orders(int count) {
        return page(IntStream.range(0, count).mapToObj(Samples::order).collect(Collectors.joining(",")));
    }

    public static String page(String items) {
        return "{\"items\": [%s], \"next\": null}".formatted(items);
    }

    public static MappingBuilder customer(ResponseDefinitionBuilder answer) {
        return get(urlPathEqualTo("/customers/" + CUSTOMER_ID)).willReturn(answer);
    }

    public static MappingBuilder orders(ResponseDefinitionBuilder answer) {
        return get(urlPathEqualTo("/orders")).willReturn(answer);
    }

    public static MappingBuilder history(ResponseDefinitionBuilder answer) {
        return get(urlPathEqualTo("/order-history")).willReturn(answer);
    }

    /** A customer, five orders and a history. */
    public static void allServicesAnswer(WireMockServer services) {
        services.stubFor(customer(okJson(CUSTOMER)));
        services.stubFor(orders(okJson(orders(5))));
        services.stubFor(history(someHistory()));
    }

    private static ResponseDefinitionBuilder someHistory() {
        return okJson(page("""
                {"orderId": "01a1fd2f-0000-7000-8000-000000000100", "customerId": "%s", "customerName": "Ada",
                 "state": "APPROVED", "version": 1, "total": {"amount": "25.00", "currency": "EUR"},
                 "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:01Z"}""".formatted(CUSTOMER_ID)));
    }
}
