package dev.millrace.devstack.identity;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Refuses to start the issuer in a production-like environment, because its passwords are public. */
final class DevelopmentOnly {
    private static final String PROFILE = "QUARKUS_PROFILE";
    private static final String HOST = "QUARKUS_HTTP_HOST";

    private DevelopmentOnly() {}

    /** The reason why the issuer must not start with these environment variables; empty if it may. */
    static Optional<String> objection(Map<String, String> environment) {
        return Stream.of("KUBERNETES_SERVICE_HOST", "K_SERVICE", "AWS_LAMBDA_FUNCTION_NAME", PROFILE, HOST)
                .filter(environment::containsKey)
                .filter(name -> objects(name, environment.get(name)))
                .findFirst()
                .map(name -> "The development issuer gives a token to anybody. It does not start because %s is '%s'. %s"
                        .formatted(
                                name,
                                environment.get(name),
                                "Use a real issuer: set IDENTITY_ISSUER for the services to its URL."));
    }

    private static boolean objects(String name, String value) {
        return switch (name) {
            case PROFILE -> value.contains("prod");
            case HOST -> !value.equals("127.0.0.1") && !value.equals("localhost");
            default -> true;
        };
    }
}
