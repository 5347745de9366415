package dev.millrace.chassis.operations;

import io.quarkus.arc.DefaultBean;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Admits requests from the process's own host only, for example over {@code kubectl port-forward}, and refuses what a
 * web page in the operator's browser could send. A page cannot send the custom header to another origin. The check of
 * the requested host stops DNS rebinding: a page whose name resolves to this host requests that name.
 *
 * <p>For processes that check no access tokens; otherwise chassis-security demands an admin's.
 */
@DefaultBean
@ApplicationScoped
public class LocalOperatorGuard implements OperatorGuard {
    public static final String HEADER = "X-Requested-By";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1");
    private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP");

    @Override
    public Optional<Refusal> refusal(RoutingContext request) {
        return refusal(request.request()).map(detail -> new Refusal(403, detail));
    }

    private static Optional<String> refusal(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return refusal(
                request.connection().remoteAddress().hostAddress(),
                authority == null ? "" : authority.host(),
                request.headers());
    }

    /** @return why the request is refused and what to do; empty when it is admitted */
    static Optional<String> refusal(String remoteAddress, String askedHost, MultiMap headers) {
        boolean forwarded = PROXY_HEADERS.stream().anyMatch(headers::contains);
        if (!LOOPBACK.contains(remoteAddress) || !LOOPBACK.contains(askedHost) || forwarded) {
            return Optional.of("this is available only on the process's own host, under the name localhost;"
                    + " in Kubernetes use kubectl port-forward");
        }
        return headers.contains(HEADER)
                ? Optional.empty()
                : Optional.of(
                        "send the header %s, which a web page cannot send: -H '%1$s: operator'".formatted(HEADER));
    }
}
