package dev.millrace.chassis.http;

import dev.millrace.chassis.errors.Violation;
import dev.millrace.chassis.text.Text;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Rejects requests that no resource can handle: an unknown method (501), and a query parameter that is not well-formed
 * text (400), in which a resource would see replacement characters.
 */
@ApplicationScoped
class RequestLineCheck {
    private static final Set<HttpMethod> KNOWN = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS,
            HttpMethod.TRACE,
            HttpMethod.CONNECT);

    private final ProblemWriter problems;

    RequestLineCheck(ProblemWriter problems) {
        this.problems = problems;
    }

    void check(RoutingContext request) {
        if (!KNOWN.contains(request.request().method())) {
            problems.end(request, 501, "The method is not an HTTP method.");
            return;
        }
        String query = request.request().query();
        if (query == null) {
            request.next();
            return;
        }
        for (String pair : query.split("&")) {
            if (!isAscii(pair) || Text.percentDecoded(pair).isEmpty()) {
                problems.end(request, new Violation(name(pair), Text.REQUIREMENT + ", percent-encoded as UTF-8"));
                return;
            }
        }
        request.next();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(each -> each < 0x80);
    }

    private static String name(String pair) {
        return Text.percentDecoded(pair.split("=", 2)[0])
                .filter(RequestLineCheck::isAscii)
                .orElse("query");
    }
}
