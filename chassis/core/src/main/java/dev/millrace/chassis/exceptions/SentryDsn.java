package dev.millrace.chassis.exceptions;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Address of a project at a tracker: {@code scheme://KEY@host[:port][/path]/PROJECT}. */
record SentryDsn(URI envelopes, String key) {
    /** @throws ConfigurationException when the text is no DSN */
    static SentryDsn parse(String text) {
        try {
            URI dsn = URI.create(text);
            int lastSlash = dsn.getPath().lastIndexOf('/');
            String project = dsn.getPath().substring(lastSlash + 1);
            if (dsn.getHost() == null || dsn.getUserInfo() == null || project.isEmpty()) {
                throw invalid(null);
            }
            String port = dsn.getPort() < 0 ? "" : ":" + dsn.getPort();
            String path = dsn.getPath().substring(0, lastSlash);
            return new SentryDsn(
                    URI.create("%s://%s%s%s/api/%s/envelope/"
                            .formatted(dsn.getScheme(), dsn.getHost(), port, path, project)),
                    dsn.getUserInfo().split(":")[0]);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    /** The text itself is not repeated, because it contains a key. */
    private static ConfigurationException invalid(@Nullable Exception cause) {
        return new ConfigurationException(
                "errors.sentry-dsn is not a DSN; it must look like https://KEY@errors.example.org/7", cause);
    }
}
