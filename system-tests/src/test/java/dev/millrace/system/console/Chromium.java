package dev.millrace.system.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The installed Chromium, headless. Nothing is downloaded. */
public final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Skips the test where there is no Chromium: the variable {@code CHROMIUM} names it, or it is in /usr/bin. */
    public static Chromium start() {
        Optional<Path> executable = executable();
        assumeTrue(
                executable.isPresent(),
                "There is no Chromium to open the console with: install it (Debian: apt-get install chromium) or name"
                        + " its executable in CHROMIUM");
        Playwright playwright =
                Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable.get())
                        .setArgs(List.of("--disable-gpu", "--disable-background-networking")));
        return new Chromium(playwright, browser);
    }

    /** A page of a browser without memory: no cookies, tokens or cache of another page. */
    public Page page() {
        BrowserContext context = browser.newContext(
                new NewContextOptions().setViewportSize(1100, 800).setLocale("en-GB"));
        return context.newPage();
    }

    private static Optional<Path> executable() {
        String named = System.getenv("CHROMIUM");
        return (named == null
                        ? Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                        : Stream.of(named))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
