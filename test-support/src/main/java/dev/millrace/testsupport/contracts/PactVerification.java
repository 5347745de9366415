package dev.millrace.testsupport.contracts;

import au.com.dius.pact.core.model.Consumer;
import au.com.dius.pact.core.model.ContentType;
import au.com.dius.pact.core.model.IRequest;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.OptionalBody;
import au.com.dius.pact.core.model.Provider;
import au.com.dius.pact.core.model.V4Interaction.AsynchronousMessage;
import au.com.dius.pact.core.model.V4Interaction.SynchronousHttp;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.provider.BodyComparisonResult;
import au.com.dius.pact.provider.ComparisonResult;
import au.com.dius.pact.provider.ProviderResponse;
import au.com.dius.pact.provider.ResponseComparison;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what a provider really sends with what its consumers' pacts rely on. Requires pact-jvm on the class path. */
public final class PactVerification {
    private PactVerification() {}

    /**
     * Sends the interaction's request to the running provider.
     *
     * @param ids id in the pact to the id of what the test has created in its place
     */
    public static Response send(SynchronousHttp interaction, RequestSpecification caller, Map<String, String> ids) {
        IRequest request = interaction.getRequest();
        request.getHeaders().forEach((name, values) -> caller.header(name, replaced(values.getFirst(), ids)));
        request.getQuery().forEach((name, values) -> caller.queryParam(name, replaced(values.getFirst(), ids)));
        if (request.getBody().isPresent()) {
            caller.body(replaced(request.getBody().valueAsString(), ids));
        }
        return caller.request(request.getMethod(), replaced(request.getPath(), ids));
    }

    /** What in the answer is not as the consumer relies on, a line each. */
    public static List<String> mismatches(SynchronousHttp interaction, int status, Response answer, String body) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : answer.headers()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        ContentType type = new ContentType(answer.contentType());
        return lines(ResponseComparison.Companion.compareResponse(
                new V4Pact(new Consumer(), new Provider()),
                interaction.asSynchronousRequestResponse(),
                new ProviderResponse(status, headers, type, OptionalBody.Companion.body(body, type)),
                Map.of()));
    }

    public static List<String> mismatches(SynchronousHttp interaction, Response answer) {
        return mismatches(interaction, answer.statusCode(), answer, answer.asString());
    }

    /** What in the message's payload is not as the consumer relies on, a line each. */
    public static List<String> mismatches(AsynchronousMessage message, String payload) {
        return lines(ResponseComparison.Companion.compareMessage(
                message, OptionalBody.Companion.body(payload, ContentType.getJSON()), null, Map.of()));
    }

    /** The interaction's message, with the ids of what the test has created in place of those in the pact. */
    public static String payload(Interaction message, Map<String, String> ids) {
        return replaced(((AsynchronousMessage) message).contentsAsString(), ids);
    }

    private static String replaced(String text, Map<String, String> ids) {
        String result = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            result = result.replace(id.getKey(), id.getValue());
        }
        return result;
    }

    private static List<String> lines(ComparisonResult result) {
        List<String> lines = new ArrayList<>();
        if (result.getStatusMismatch() != null) {
            lines.add(result.getStatusMismatch().description());
        }
        result.getHeaderMismatches().values().forEach(found -> found.forEach(each -> lines.add(each.description())));
        result.getMetadataMismatches().values().forEach(found -> found.forEach(each -> lines.add(each.description())));
        BodyComparisonResult body = result.getBodyMismatches().get();
        if (body == null) {
            lines.add(String.valueOf(result.getBodyMismatches().errorValue()));
        } else {
            body.getMismatches().values().forEach(found -> found.forEach(each -> lines.add(each.description())));
        }
        return lines;
    }
}
