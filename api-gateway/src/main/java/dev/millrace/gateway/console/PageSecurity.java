package dev.millrace.gateway.console;

import dev.millrace.chassis.security.IdentityConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Security headers of the pages and their resources. The Content-Security-Policy allows scripts of this origin only,
 * none of them inline, and connections to the gateway and the issuer only.
 */
@ApplicationScoped
class PageSecurity {
    private static final Pattern PAGES = Pattern.compile("/(index\\.html|console/.*|ui/.*|web/customers/[^/]+)?");
    private static final int BEFORE_STATIC_RESOURCES = 100;

    private final String policy;

    PageSecurity(IdentityConfig identity) {
        URI issuer = URI.create(identity.issuer());
        this.policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' "
                + issuer.getScheme() + "://" + issuer.getRawAuthority()
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    void register(@Observes Filters filters) {
        filters.register(this::protect, BEFORE_STATIC_RESOURCES);
    }

    private void protect(RoutingContext request) {
        if (PAGES.matcher(request.normalizedPath()).matches()) {
            MultiMap headers = request.response().headers();
            headers.set("Content-Security-Policy", policy);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            // The browser asks whether its copy is current, so that a release is seen at once.
            headers.set("Cache-Control", "no-cache");
        }
        request.next();
    }
}
