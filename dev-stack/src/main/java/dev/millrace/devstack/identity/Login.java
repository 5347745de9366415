package dev.millrace.devstack.identity;

import dev.millrace.devstack.process.ProcessFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * Requests access tokens for demo users.
 *
 * @param issuer URL of the development issuer
 */
public record Login(String issuer) {

    public String as(DemoUser user) {
        String form = "client_id=demo&grant_type=password&username=%1$s&password=%1$s".formatted(user.username());
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return JsonUtil.parseJson(answer.body()).get("access_token").toString();
        } catch (IOException | JoseException e) {
            throw new ProcessFailed("%s did not issue a token: %s".formatted(issuer, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailed("Interrupted while logging in", e);
        }
    }
}
