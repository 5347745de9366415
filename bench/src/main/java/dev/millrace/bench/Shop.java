package dev.millrace.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Client of the public API for measurements. */
public final class Shop {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String api;
    private final String token;

    private Shop(String api, String token) {
        this.api = api;
        this.token = token;
    }

    /** Authenticates as the service account of the client {@code demo}, a clerk. */
    public static Shop at(String gateway, String issuer) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=demo&client_secret=demo"))
                .build();
        return new Shop(gateway + "/api", first(TOKEN, issuer, send(post)));
    }

    /** The access token of the account. */
    public String token() {
        return token;
    }

    /** Creates customers with ample credit. */
    public List<String> customers(int count) throws IOException, InterruptedException {
        List<String> customers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            customers.add(customer());
        }
        return customers;
    }

    String customer() throws IOException, InterruptedException {
        return post("/customers", """
                {"name": "Load", "email": "load@example.org",
                 "creditLimit": {"amount": "1000000000", "currency": "EUR"}}""");
    }

    public String order(String customer) throws IOException, InterruptedException {
        return post("/orders", orderOf(customer));
    }

    /** Places an order and returns the status of the response. */
    public int statusOfOrder(String customer) throws IOException, InterruptedException {
        return HTTP.send(posting("/orders", orderOf(customer)), BodyHandlers.discarding())
                .statusCode();
    }

    boolean isApproved(String order) throws IOException, InterruptedException {
        return send(request("/orders/" + order).build()).contains("\"APPROVED\"");
    }

    /** Returns the commit time of the step that created this version of the order, once the history contains it. */
    Instant stepOf(String order, int version) throws IOException, InterruptedException {
        String history = "/orders/" + order + "/history?min-version=" + version;
        Pattern at = Pattern.compile("\"version\":" + version + ",\"type\":[^}]*?\"at\":\"([^\"]+)\"");
        return Instant.parse(first(at, history, send(request(history).build())));
    }

    /** Reads a resource that must exist. */
    void get(URI address) throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .build();
        int status = HTTP.send(get, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException(address + " answered " + status);
        }
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return first(ID, path, send(posting(path, body)));
    }

    private HttpRequest posting(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String orderOf(String customer) {
        return """
                {"customerId": "%s", "lines": [
                  {"sku": "tea", "quantity": 1, "unitPrice": {"amount": "1.00", "currency": "EUR"}}]}""".formatted(customer);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).header("Authorization", "Bearer " + token);
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    private static String first(Pattern pattern, String asked, String answer) throws IOException {
        Matcher found = pattern.matcher(answer);
        if (!found.find()) {
            throw new IOException(asked + " answered " + answer);
        }
        return found.group(1);
    }
}
