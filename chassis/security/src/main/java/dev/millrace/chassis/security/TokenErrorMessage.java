package dev.millrace.chassis.security;

import java.util.Objects;
import java.util.stream.Collectors;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Reason why a token was rejected, for the log: one line, with neither the token nor data about its bearer. */
final class TokenErrorMessage {
    private static final int MAX_LENGTH = 300;

    private TokenErrorMessage() {}

    static String of(Throwable refusal) {
        String reason = reason(refusal).replaceAll("\\p{Cntrl}", " ");
        return reason.substring(0, Math.min(MAX_LENGTH, reason.length()));
    }

    private static String reason(Throwable refusal) {
        if (refusal.getCause() != null) {
            return reason(refusal.getCause());
        }
        if (refusal instanceof InvalidJwtException invalid) {
            return invalid.getErrorDetails().stream()
                    .map(TokenErrorMessage::reason)
                    .collect(Collectors.joining("; "));
        }
        return Objects.requireNonNullElse(refusal.getMessage(), "it is not a signed JWT");
    }

    private static String reason(ErrorCodeValidator.Error error) {
        return error.getErrorCode() == ErrorCodes.SIGNATURE_INVALID ? "invalid signature" : error.getErrorMessage();
    }
}
