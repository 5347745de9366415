package dev.millrace.gateway.overview;

import org.jboss.resteasy.reactive.RestResponse;

/** A service's answer that decides the whole overview: the customer does not exist, or the caller may not see it. */
final class Refusal extends RuntimeException {
    private final transient RestResponse<byte[]> answer;

    Refusal(RestResponse<byte[]> answer) {
        super("A service answered " + answer.getStatus());
        this.answer = answer;
    }

    RestResponse<byte[]> answer() {
        return answer;
    }
}
