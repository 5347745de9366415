package dev.millrace.chassis.exceptions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends each report to a tracker that speaks Sentry's protocol, when {@code errors.sentry-dsn} names one. Reports are
 * sent in the background, at most {@value #MAX_PENDING} at a time; what is beyond that or fails is dropped and counted.
 * After a response of 429 nothing is sent for the time that it names.
 */
@ApplicationScoped
class SentryReporter implements ExceptionReporter {
    static final int MAX_PENDING = 16;

    private static final Logger LOG = Logger.getLogger(SentryReporter.class);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Optional<SentryDsn> dsn;
    private final String environment;
    private final Vertx vertx;
    private final Counter dropped;
    private final AtomicInteger pending = new AtomicInteger();
    private volatile long pausedUntil = System.nanoTime();
    private @Nullable HttpClient http;

    SentryReporter(ExceptionConfig config, Vertx vertx, MeterRegistry meters) {
        this.dsn = config.sentryDsn().filter(text -> !text.isBlank()).map(SentryDsn::parse);
        this.environment = config.environment();
        this.vertx = vertx;
        this.dropped = Counter.builder("errors.not.sent")
                .description("Exceptions that the tracker has not received")
                .register(meters);
    }

    /** Creates this bean, so that a malformed DSN stops the start. */
    void check(@Observes StartupEvent start) {
        dsn.ifPresent(tracker ->
                LOG.infof("Exceptions are sent to %s", tracker.envelopes().getHost()));
    }

    @Override
    public void report(ExceptionReport report) {
        dsn.ifPresent(tracker -> {
            if (System.nanoTime() - pausedUntil < 0 || pending.get() >= MAX_PENDING) {
                dropped.increment();
            } else {
                pending.incrementAndGet();
                send(tracker, SentryEvent.envelope(report, environment));
            }
        });
    }

    private void send(SentryDsn tracker, String envelope) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(tracker.envelopes().toString())
                .setTimeout(TIMEOUT.toMillis())
                .putHeader("Content-Type", "application/x-sentry-envelope")
                .putHeader(
                        "X-Sentry-Auth",
                        "Sentry sentry_version=7, sentry_client=millrace/1, sentry_key=" + tracker.key());
        client().request(request).compose(open -> open.send(envelope)).onComplete(sent -> {
            pending.decrementAndGet();
            if (sent.failed()) {
                drop(sent.cause().toString());
            } else if (sent.result().statusCode() >= 400) {
                refused(sent.result().statusCode(), sent.result().getHeader("Retry-After"));
            }
        });
    }

    private void refused(int status, @Nullable String retryAfter) {
        if (status == TOO_MANY_REQUESTS) {
            pausedUntil = System.nanoTime() + pause(retryAfter).toNanos();
        }
        drop("status " + status);
    }

    private static Duration pause(@Nullable String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,5}")
                ? Duration.ofSeconds(Integer.parseInt(retryAfter))
                : PAUSE;
    }

    private void drop(String reason) {
        dropped.increment();
        LOG.debugf("An exception was not sent to the tracker: %s", reason);
    }

    /** Created for the first report: a service without a tracker has no client. */
    private synchronized HttpClient client() {
        if (http == null) {
            http = vertx.createHttpClient();
        }
        return http;
    }
}
