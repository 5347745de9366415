package dev.millrace.devstack.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** URL-encoded parameters of a request. */
record Form(Map<String, String> parameters) {
    static Form parse(String body) throws OAuthError {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0
                    && parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))) != null) {
                throw OAuthError.invalidRequest("A parameter is repeated.");
            }
        }
        return new Form(parameters);
    }

    /** The parameter's value, or null. */
    String get(String name) {
        return parameters.get(name);
    }

    String required(String name) throws OAuthError {
        String value = get(name);
        if (value == null || value.isEmpty()) {
            throw OAuthError.invalidRequest("The parameter " + name + " is missing.");
        }
        return value;
    }

    static String decode(String encoded) throws OAuthError {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw OAuthError.invalidRequest("The body is not form-encoded.");
        }
    }
}
