package dev.millrace.chassis.http;

import dev.millrace.chassis.context.RequestId;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Propagates the current request id to outgoing calls. Register it on each REST client. */
public class RequestIdClientFilter implements ClientRequestFilter {
    @Override
    public void filter(ClientRequestContext call) {
        String id = RequestId.current();
        if (id != null) {
            call.getHeaders().putSingle(RequestId.HEADER, id);
        }
    }
}
