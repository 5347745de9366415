package dev.millrace.devstack.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An HTML page of the issuer, from a template resource with placeholders in braces. */
final class HtmlPage {
    private HtmlPage() {}

    /** @param values HTML by placeholder */
    static String of(String resource, Map<String, String> values) {
        try (var page = HtmlPage.class.getResourceAsStream(resource)) {
            String html = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                html = html.replace("{" + value.getKey() + "}", value.getValue());
            }
            return html;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
