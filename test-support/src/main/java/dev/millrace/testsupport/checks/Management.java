package dev.millrace.testsupport.checks;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.ConfigProvider;

import static io.restassured.RestAssured.given;

/** Client of the management port of the application under test. */
public final class Management {
    private Management() {}

    /** @param path as in production, such as {@code /q/health/ready} */
    public static Response get(String path) {
        return given().get(url(path));
    }

    /**
     * Sum of all series of a metric.
     *
     * @param name as on {@code /q/metrics}, such as {@code messages_skipped_total}
     * @return 0 when there is no series yet
     */
    public static double metric(String name) {
        // Plain text has no exemplars, whose value and time would follow the metric's value.
        return given().accept(ContentType.TEXT)
                .get(url("/q/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String url(String path) {
        String root = ConfigProvider.getConfig().getValue("test.management.url", String.class);
        return root.replaceFirst("/q$", path);
    }
}
