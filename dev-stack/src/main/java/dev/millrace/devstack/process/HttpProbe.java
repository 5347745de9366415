package dev.millrace.devstack.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a process by HTTP whether it is ready. */
public final class HttpProbe {
    private static final int TIMEOUT_MILLIS = 2_000;

    private HttpProbe() {}

    /** Whether the response is a 200; false while nothing listens. */
    public static boolean isOk(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notListeningYet) {
            return false;
        }
    }
}
