package dev.millrace.devstack.identity;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code /authorize}: a page for choosing a demo user, and the redirect back to the client with a code. */
record AuthorizationEndpoint(AuthorizationCodeStore codes) {
    /** The page; its links repeat the request with the chosen user. */
    IssuerResponse choose(String query) {
        try {
            AuthorizationRequest.of(Form.parse(query));
            return IssuerResponse.html(HtmlPage.of("login.html", Map.of("users", users(query))));
        } catch (OAuthError e) {
            return refusal(e);
        }
    }

    /** @param query query of the authorization request, with the parameter {@code user} */
    IssuerResponse login(String query) {
        try {
            Form form = Form.parse(query);
            AuthorizationRequest request = AuthorizationRequest.of(form);
            String name = form.required("user");
            Optional<DemoUser> user = DemoUser.login(name, name);
            String code =
                    codes.issue(user.orElseThrow(() -> OAuthError.invalidRequest("There is no such user.")), request);
            return IssuerResponse.empty(303)
                    .with("Location", request.redirectWith(code))
                    .with("Cache-Control", "no-store");
        } catch (OAuthError e) {
            return refusal(e);
        }
    }

    private static String users(String query) {
        return Arrays.stream(DemoUser.values())
                .filter(DemoUser::isPerson)
                .map(user -> "<li><a href=\"/authorize/login?%s&amp;user=%s\">%s</a> (%s)"
                        .formatted(
                                query.replace("&", "&amp;").replace("\"", "%22").replace("<", "%3C"),
                                user.username(),
                                user.username(),
                                user.role()))
                .collect(Collectors.joining("\n"));
    }

    private static IssuerResponse refusal(OAuthError e) {
        return IssuerResponse.text(400, e.getMessage());
    }
}
