package dev.millrace.gateway.overview;

import org.jboss.resteasy.reactive.RestResponse;

/** A service's answer on which the whole overview depends: no such customer, or not for this caller. */
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
