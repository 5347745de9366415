package dev.millrace.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The public API as a client that measures it. */
final class Shop {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String api;

    Shop(String gateway) {
        this.api = gateway + "/api";
    }

    String customer() throws IOException, InterruptedException {
        return post("/customers", """
                {"name": "Load", "email": "load@example.org",
                 "creditLimit": {"amount": "1000000000", "currency": "EUR"}}""");
    }

    String order(String customer) throws IOException, InterruptedException {
        return post("/orders", """
                {"customerId": "%s", "lines": [
                  {"sku": "tea", "quantity": 1, "unitPrice": {"amount": "1.00", "currency": "EUR"}}]}""".formatted(customer));
    }

    boolean isApproved(String order) throws IOException, InterruptedException {
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(api + "/orders/" + order)).build();
        return http.send(get, BodyHandlers.ofString()).body().contains("\"APPROVED\"");
    }

    /** When the step that made the order's version was committed; returns once the history has it. */
    Instant stepOf(String order, int version) throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(
                        URI.create(api + "/orders/" + order + "/history?min-version=" + version))
                .build();
        String answer = http.send(get, BodyHandlers.ofString()).body();
        Matcher step = Pattern.compile("\"version\":" + version + ",\"type\":[^}]*?\"at\":\"([^\"]+)\"")
                .matcher(answer);
        if (!step.find()) {
            throw new IOException("the history of " + order + " answered " + answer);
        }
        return Instant.parse(step.group(1));
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(URI.create(api + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        String answer = http.send(post, BodyHandlers.ofString()).body();
        Matcher id = ID.matcher(answer);
        if (!id.find()) {
            throw new IOException(path + " answered " + answer);
        }
        return id.group(1);
    }
}
