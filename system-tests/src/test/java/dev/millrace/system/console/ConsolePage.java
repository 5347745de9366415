package dev.millrace.system.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.millrace.devstack.identity.DemoUser;
import java.nio.file.Path;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The console in a browser, as a user sees it. */
public final class ConsolePage {
    private final Page page;

    private ConsolePage(Page page) {
        this.page = page;
    }

    /** Opens the console and logs in at the issuer. */
    public static ConsolePage loggedIn(Page page, String gateway, DemoUser user) {
        page.navigate(gateway);
        page.getByRole(AriaRole.BANNER)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Log in"))
                .click();
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(user.username()))
                .click();
        assertThat(page.locator("#session")).containsText("Logged in as " + user.username());
        return new ConsolePage(page);
    }

    public Page page() {
        return page;
    }

    public Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    public void open(String view) {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(view)).click();
    }

    /** The section with this heading. */
    public Locator section(String heading) {
        return page.locator("section")
                .filter(new FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new GetByRoleOptions().setName(heading).setExact(true))));
    }

    /** The order at the top of the list, which is the newest. */
    public Locator newestOrder() {
        return page.locator("article").first();
    }

    public void awaitState(Locator order, String state) {
        assertThat(order.locator("[aria-live] .state")).hasText(state);
    }

    public void notices(String text) {
        assertThat(page.locator("#notice")).hasText(text);
    }

    /** Checks what is shown with axe-core, in light and in dark. */
    public void isAccessible() {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            Accessibility.holds(page);
        }
    }

    /** README's pictures are copies of these. */
    public void picture(String name) {
        page.screenshot(new ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
