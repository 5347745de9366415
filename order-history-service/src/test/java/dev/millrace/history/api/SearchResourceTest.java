package dev.millrace.history.api;

import dev.millrace.history.Events;
import dev.millrace.history.OrderHistoryServiceTest;
import dev.millrace.testsupport.DevStackResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static dev.millrace.history.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

@OrderHistoryServiceTest
class SearchResourceTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final UUID customer = UUID.randomUUID();
    private final String sku = "Earl-" + UUID.randomUUID();
    private final String name = "Zoë 100%_" + UUID.randomUUID();
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final UUID third = UUID.randomUUID();
    private Events events;

    @BeforeEach
    void order() {
        events = new Events(DevStackResource.stack().bootstrapServers());
        events.orderCreated(third, customer, sku, NOON.plusSeconds(20));
        events.orderCreated(first, customer, "tea", NOON);
        events.orderCreated(second, customer, "tea", NOON.plusSeconds(10));
        events.orderApproved(second, customer, "x");
        events.customerCreated(customer, name);
        await().untilAsserted(() -> {
            assertThat(find("limit=10")).containsExactly(third, second, first);
            assertThat(find("state=APPROVED")).containsExactly(second);
            assertThat(search("limit=10").<List<String>>path("items.customerName"))
                    .containsOnly(name);
        });
    }

    @AfterEach
    void disconnect() {
        events.close();
    }

    @Test
    void shouldShowEachOrderAsItStands() {
        search("state=APPROVED")
                .then()
                .body("items[0].orderId", equalTo(second.toString()))
                .body("items[0].customerId", equalTo(customer.toString()))
                .body("items[0].version", equalTo(1))
                .body("items[0].total.amount", equalTo("2.50"))
                .body("items[0].total.currency", equalTo("EUR"))
                .body("items[0].createdAt", equalTo(NOON.plusSeconds(10).toString()));
    }

    @Test
    void shouldFindByTimeOfPlacing() {
        assertThat(find("from=" + NOON.plusSeconds(10) + "&to=" + NOON.plusSeconds(20)))
                .containsExactly(second);
        assertThat(find("to=" + NOON)).isEmpty();
    }

    @Test
    void shouldFindByTextWhateverTheCase() {
        assertThat(ids(as(CLERK).queryParam("q", sku.toUpperCase(Locale.ROOT).substring(2))))
                .containsExactly(third);
        assertThat(ids(as(CLERK).queryParam("q", name.toLowerCase(Locale.ROOT))))
                .containsExactly(third, second, first);
        assertThat(ids(as(CLERK).queryParam("q", name.replace('_', 'x')))).isEmpty();
        assertThat(ids(as(CLERK).queryParam("q", first.toString().substring(0, 20))))
                .containsExactly(first);
    }

    @Test
    void shouldGoFromPageToPageWhenThereIsMore() {
        List<UUID> all = new ArrayList<>();
        String after = "";
        while (after != null) {
            Response page = search("limit=1" + after);
            all.addAll(ids(page));
            after = page.path("next") == null ? null : "&after=" + page.path("next");
        }
        assertThat(all).containsExactly(third, second, first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "state=LOST",
                "customerId=x",
                "after=x",
                "from=today",
                "to=1",
                "q=%20",
                "q=%00",
                "q=%ff",
                "from=%2B999999999-12-31T23:59:59Z",
                "to=-999999999-01-01T00:00:00Z",
                "from=0000-01-01T00:00:00Z",
                "to=9999-12-31T23:59:59-18:00"
            })
    void shouldNameTheParameterWhenItIsNotAcceptable(String query) {
        as(CLERK)
                .urlEncodingEnabled(false)
                .get("/order-history?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo(query.substring(0, query.indexOf('='))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=0001-01-01T00:00:00Z", "to=9999-12-31T23:59:59Z"})
    void shouldTakeTheFirstAndTheLastTime(String query) {
        assertThat(find(query)).hasSize(3);
    }

    private Response search(String query) {
        return as(CLERK).get("/order-history?customerId=" + customer + "&" + query);
    }

    private List<UUID> find(String query) {
        return ids(search(query));
    }

    private static List<UUID> ids(RequestSpecification query) {
        return ids(query.get("/order-history"));
    }

    private static List<UUID> ids(Response page) {
        page.then().statusCode(200);
        return page.<List<String>>path("items.orderId").stream()
                .map(UUID::fromString)
                .toList();
    }
}
