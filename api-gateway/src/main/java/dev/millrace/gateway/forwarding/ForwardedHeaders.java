package dev.millrace.gateway.forwarding;

import dev.millrace.chassis.context.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.eclipse.microprofile.rest.client.ext.ClientHeadersFactory;
import org.jspecify.annotations.Nullable;

/** Headers sent to a service: Accept and Authorization of the client's request, and the request id. */
@ApplicationScoped
public class ForwardedHeaders implements ClientHeadersFactory {
    /** Header that makes a write safe to retry. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final List<String> PASSED = List.of(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION);

    @Override
    public MultivaluedMap<String, String> update(
            MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> declared) {
        MultivaluedMap<String, String> outgoing = new MultivaluedHashMap<>();
        for (String header : PASSED) {
            putUnlessNull(outgoing, header, incoming.getFirst(header));
        }
        putUnlessNull(outgoing, RequestId.HEADER, RequestId.current());
        return outgoing;
    }

    private static void putUnlessNull(MultivaluedMap<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.putSingle(name, value);
        }
    }
}
