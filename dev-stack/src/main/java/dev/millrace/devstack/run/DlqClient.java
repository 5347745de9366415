package dev.millrace.devstack.run;

import dev.millrace.devstack.process.ProcessFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** Client of a service's dead-letter queue, on its management port. Changes need an admin's token. */
final class DlqClient {
    private final String address;
    private final Supplier<String> token;

    /** @param token called for a change only */
    DlqClient(String management, Supplier<String> token) {
        address = management + "/q/dlq";
        this.token = token;
    }

    /** The service rejected the request. */
    static final class Refused extends RuntimeException {
        Refused(String answer) {
            super(answer);
        }
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> list() {
        return (List<Map<String, Object>>) json(send("GET", "")).get("items");
    }

    String show(String id) {
        return send("GET", "/" + id);
    }

    String replay(String id) {
        return send("POST", "/" + id + "/replay");
    }

    String discard(String id) {
        return send("DELETE", "/" + id);
    }

    private String send(String method, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).method(method, BodyPublishers.noBody());
        if (!method.equals("GET")) {
            request.header("Authorization", "Bearer " + token.get());
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new Refused(String.valueOf(json(answer.body()).get("detail")));
            }
            return answer.body();
        } catch (IOException e) {
            throw new ProcessFailed(
                    "%s does not answer: %s; use --management for another address".formatted(address, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailed("Interrupted while waiting for " + address, e);
        }
    }

    private Map<String, Object> json(String text) {
        try {
            return JsonUtil.parseJson(text);
        } catch (JoseException e) {
            throw new ProcessFailed("%s is not the management port of a service: %s".formatted(address, text), e);
        }
    }
}
