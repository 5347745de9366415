package dev.millrace.devstack.identity;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The page {@code users.html}: users, passwords and how to get a token. */
final class UsersPage {
    private UsersPage() {}

    static String at(String issuer) {
        return HtmlPage.of("users.html", Map.of("issuer", issuer, "users", rows()));
    }

    private static String rows() {
        return Arrays.stream(DemoUser.values())
                .filter(DemoUser::isPerson)
                .map(user -> "<tr><td>%1$s<td>%1$s<td>%2$s<td><code>%3$s</code>"
                        .formatted(user.username(), user.role(), user.subject()))
                .collect(Collectors.joining("\n"));
    }
}
