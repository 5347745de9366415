package dev.millrace.chassis.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients see it: RFC 9457 problem details, with the request id and, for invalid input, the violations.
 *
 * @param type {@code about:blank}, or a URN when the status alone does not identify the problem
 * @param instance path of the request
 * @param violations null unless the input is invalid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "requestId", "violations"})
@RegisterForReflection
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        @Nullable String requestId,
        @Nullable List<Violation> violations) {

    public static final String MEDIA_TYPE = "application/problem+json";
    public static final String BLANK = "about:blank";
    public static final String INVALID_INPUT = "urn:millrace:problem:invalid-input";
    public static final String ILLEGAL_TRANSITION = "urn:millrace:problem:illegal-transition";
    public static final String ALREADY_EXISTS = "urn:millrace:problem:already-exists";
    public static final String CONCURRENT_CHANGE = "urn:millrace:problem:concurrent-change";
}
