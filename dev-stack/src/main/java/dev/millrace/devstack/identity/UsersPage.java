package dev.millrace.devstack.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Says who may log in and how: {@code users.html}. */
final class UsersPage {
    private UsersPage() {}

    static String at(String issuer) {
        try (var page = UsersPage.class.getResourceAsStream("users.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{issuer}", issuer)
                    .replace("{users}", rows());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rows() {
        return Arrays.stream(DemoUser.values())
                .filter(DemoUser::isPerson)
                .map(user -> "<tr><td>%1$s<td>%1$s<td>%2$s<td><code>%3$s</code>"
                        .formatted(user.username(), user.role(), user.subject()))
                .collect(Collectors.joining("\n"));
    }
}
