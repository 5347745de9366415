package dev.millrace.gateway.forwarding;

import org.jboss.resteasy.reactive.RestResponse;

/** The instance cannot serve now (502, 503, 504), for example during shutdown; another instance may. */
public final class ServiceUnavailable extends ServiceFailure {
    ServiceUnavailable(RestResponse<byte[]> answer) {
        super(answer);
    }
}
