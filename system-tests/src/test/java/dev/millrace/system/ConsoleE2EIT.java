package dev.millrace.system;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.system.console.Chromium;
import dev.millrace.system.console.ConsolePage;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static dev.millrace.devstack.identity.DemoUser.ADMIN;
import static dev.millrace.devstack.identity.DemoUser.ALICE;
import static dev.millrace.devstack.identity.DemoUser.CLERK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The console in a real browser on the real system. */
class ConsoleE2EIT {
    private static final long FIRST_VIEW_BYTES = 150_000;

    private static final ContainsTextOptions WITHIN_A_SECOND = new ContainsTextOptions().setTimeout(1_000);

    private static Chromium chromium;
    private static UUID alice;

    private Page page;

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
        setDefaultAssertionTimeout(Millrace.TIMEOUT.toMillis());
        alice = Millrace.accountOf(ALICE);
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void newPage() {
        page = chromium.page();
    }

    @Test
    void shouldShowAnOrderMoveWithoutReloading() {
        BigDecimal credit = new BigDecimal(Millrace.availableCredit(alice));
        ConsolePage console = login(ALICE);
        page.evaluate("window.neverReloaded = true");
        placeByKeyboard("29.00");
        Locator order = console.newestOrder();
        console.awaitState(order, "APPROVED");
        assertThat(order).containsText("29.00 EUR");
        assertThat(order.getByLabel("States since")).containsText("PENDING");
        assertThat(page.locator("millrace-credit")).containsText(available(credit.subtract(new BigDecimal("29"))));
        assertThat(page.locator("millrace-timeline")).containsText("order.approved.v1");
        console.isAccessible();
        console.picture("console");

        order.getByText("One more").click();
        assertThat(order).containsText("58.00 EUR");
        console.awaitState(order, "APPROVED");
        assertThat(page.locator("millrace-credit")).containsText(available(credit.subtract(new BigDecimal("58"))));

        order.getByText("Cancel", exact()).click();
        console.awaitState(order, "CANCELLED");
        assertThat(page.locator("millrace-credit")).containsText(available(credit));
        assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);
    }

    @Test
    void shouldStayUsableWhenAServiceIsKilled() {
        ConsolePage console = login(ALICE);
        assertThat(page.locator("millrace-timeline")).containsText("History");
        Millrace.part("order-history-service").kill();
        try {
            console.button("Place order").click();
            assertThat(console.newestOrder()).containsText("12.50 EUR");
            console.awaitState(console.newestOrder(), "APPROVED");
            assertThat(page.locator("millrace-timeline")).containsText("Repeat the call later");

            page.reload();
            assertThat(page.locator("[data-missing=order-history-service]")).containsText("is not available now");
            console.awaitState(console.newestOrder(), "APPROVED");
            console.isAccessible();
            console.newestOrder().getByText("Cancel", exact()).click();
            console.awaitState(console.newestOrder(), "CANCELLED");
        } finally {
            Millrace.restart("order-history-service");
        }
        // The gateway may have ejected the instance for some seconds.
        await().atMost(Millrace.TIMEOUT).pollInSameThread().untilAsserted(() -> {
            page.reload();
            assertThat(page.locator("millrace-timeline")).containsText("order.cancelled.v1", WITHIN_A_SECOND);
        });
    }

    @Test
    void shouldShowClerksTheStepsOfASagaAndTheComposedPage() {
        UUID customer = Millrace.customer("100.00");
        UUID order = Millrace.approved(customer, "10.00");
        Millrace.revise(order, "20.00").then().statusCode(202);
        Millrace.awaitState(order, "APPROVED");
        History.timeline(order, Millrace.order(order).<Integer>path("version"))
                .then()
                .statusCode(200);

        ConsolePage console = login(CLERK);
        page.getByLabel("Customer, article or order").fill(order.toString());
        console.button("Search").click();
        Locator row = page.getByRole(AriaRole.ROW).filter(hasText(order.toString()));
        row.getByRole(AriaRole.BUTTON).first().click();
        page.getByText("Sagas", new Page.GetByTextOptions().setExact(true)).click();
        Locator saga = page.locator("[data-saga]");
        assertThat(saga).containsText("revise-order");
        assertThat(saga.getByRole(AriaRole.LISTITEM).first()).containsText("SUCCEEDED");
        console.isAccessible();

        row.getByText("Page", exact()).click();
        for (String service : List.of("order-service", "customer-service", "order-history-service")) {
            assertThat(page.locator("[data-fragment=" + service + "]")).isVisible();
        }
        console.isAccessible();
    }

    @Test
    void shouldLetAnAdminReplayADeadLetter() throws SQLException {
        String article = "tea-" + UUID.randomUUID();
        UUID customer = Millrace.customer("100.00");
        history("ALTER TABLE order_view ADD CONSTRAINT defect CHECK (skus NOT LIKE '%%%s%%') NOT VALID"
                .formatted(article));
        UUID order;
        try {
            order = Millrace.approvedWith(customer, article);
            await().atMost(Millrace.TIMEOUT)
                    .until(() -> Millrace.deadLetters("order-history-service").contains(order.toString()));
        } finally {
            history("ALTER TABLE order_view DROP CONSTRAINT defect");
        }
        awaitStep(order, "order.approved.v1");
        assertThat(steps(order)).doesNotContain("order.created.v1");

        ConsolePage console = login(ADMIN);
        console.open("Operations");
        assertThat(console.section("Instances").getByText("UP", exact())).hasCount(5);
        assertThat(console.section("Relay")).containsText("leading");
        assertThat(console.section("Costs")
                        .getByRole(AriaRole.ROW)
                        .filter(hasText("order-service"))
                        .filter(hasText("POST /orders"))
                        .first())
                .containsText("EUR");
        Locator letter = console.section("Dead letters")
                .getByRole(AriaRole.ROW)
                .filter(hasText("order.created.v1"))
                .filter(hasText(order.toString()));
        assertThat(letter).isVisible();
        console.isAccessible();
        console.picture("operations");

        letter.getByText("Replay", exact()).click();
        console.notices("The message has taken effect.");
        assertThat(letter).hasCount(0);
        awaitStep(order, "order.created.v1");
        console.open("Audit log");
        assertThat(console.section("Audit log")).containsText(order.toString());
        console.isAccessible();
    }

    @Test
    void shouldFitAPhone() {
        page.setViewportSize(390, 844);
        ConsolePage console = login(ALICE);
        assertThat(page.locator("millrace-credit")).containsText("available");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo(true);
        console.isAccessible();
    }

    @Test
    void shouldShowTheFirstViewWithFewBytes() {
        page.navigate(Millrace.url("/"));
        assertThat(page.getByText("Follow an order")).isVisible();
        Number bytes = (Number) page.evaluate("""
                () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                    .reduce((sum, entry) => sum + entry.transferSize, 0)""");
        assertThat(bytes.longValue()).isBetween(1L, FIRST_VIEW_BYTES);
    }

    @Test
    void shouldTryTheApiOutAfterALoginWithoutAPastedToken() {
        page.navigate(Millrace.url("/q/swagger-ui/"));
        page.locator(".auth-wrapper .authorize").click();
        Locator login = page.locator(".auth-container").filter(hasText("authorization_code with PKCE"));
        Page issuer = page.waitForPopup(() -> login.locator("button.authorize").click());
        issuer.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("clerk"))
                .click();
        assertThat(login.getByText("Logout")).isVisible();
        page.locator(".btn-done").first().click();
        Locator operation = page.locator("#operations-customers-listCustomers");
        operation.locator(".opblock-summary-control").click();
        operation.getByText("Try it out").click();
        operation.getByText("Execute").click();
        assertThat(operation
                        .locator(".live-responses-table .response-col_status")
                        .last())
                .containsText("200");
    }

    private ConsolePage login(DemoUser user) {
        return ConsolePage.loggedIn(page, Millrace.url("/"), user);
    }

    private static String available(BigDecimal credit) {
        return credit + " of 100.00 EUR available";
    }

    /** From the first field to the button by Tab and Enter only. */
    private void placeByKeyboard(String price) {
        page.getByLabel("Article").focus();
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Control+A");
        page.keyboard().type(price);
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
    }

    private static Locator.FilterOptions hasText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static Locator.GetByTextOptions exact() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    private static void awaitStep(UUID order, String type) {
        await().atMost(Millrace.TIMEOUT)
                .untilAsserted(() -> assertThat(steps(order)).contains(type));
    }

    private static List<String> steps(UUID order) {
        return History.timeline(order).path("steps.type");
    }

    private static void history(String sql) throws SQLException {
        Database database = Database.ORDER_HISTORY;
        try (Connection connection = DriverManager.getConnection(
                        Millrace.jdbcUrl(database),
                        database.owner().username(),
                        database.owner().password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
