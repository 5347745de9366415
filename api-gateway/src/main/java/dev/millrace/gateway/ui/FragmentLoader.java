package dev.millrace.gateway.ui;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Loads a service's fragment of a page. A fragment that cannot be loaded is replaced by a notice, so that the page is
 * still sent.
 */
@ApplicationScoped
class FragmentLoader {
    private static final Logger LOG = Logger.getLogger(FragmentLoader.class);
    private static final String NOTICE = """
            <section class="missing" data-missing="%1$s">This part comes from %1$s, which is not available now.</section>""";

    private final FragmentConfig config;
    private final MeterRegistry meters;

    FragmentLoader(FragmentConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
    }

    /** Never fails: a notice replaces a fragment that is late, refused or not HTML. */
    Uni<String> load(String service, Uni<RestResponse<byte[]>> call) {
        return call.ifNoItem()
                .after(config.deadline())
                .fail()
                .map(FragmentLoader::html)
                .onFailure()
                .recoverWithItem(failure -> missing(service, failure));
    }

    private static String html(RestResponse<byte[]> answer) {
        String type = answer.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (answer.getStatus() != 200 || type == null || !type.startsWith(MediaType.TEXT_HTML)) {
            throw new IllegalStateException("answered " + answer.getStatus() + " with " + type);
        }
        return new String(answer.getEntity(), StandardCharsets.UTF_8);
    }

    private String missing(String service, Throwable failure) {
        LOG.warnf("A page goes out without the fragment of %s: %s", service, failure);
        meters.counter("gateway.fragments.missing", "service", service).increment();
        return NOTICE.formatted(service);
    }
}
