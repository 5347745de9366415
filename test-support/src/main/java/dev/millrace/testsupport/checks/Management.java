package dev.millrace.testsupport.checks;

import io.restassured.response.Response;
import org.eclipse.microprofile.config.ConfigProvider;

import static io.restassured.RestAssured.given;

/** Client of the management port of the application under test. */
public final class Management {
    private Management() {}

    /** @param path as in production, such as {@code /q/health/ready} */
    public static Response get(String path) {
        String root = ConfigProvider.getConfig().getValue("test.management.url", String.class);
        return given().get(root.replaceFirst("/q$", path));
    }
}
