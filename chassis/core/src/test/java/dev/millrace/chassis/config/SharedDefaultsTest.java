package dev.millrace.chassis.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharedDefaultsTest {
    /** Each host name among them would cost every request a DNS query, five seconds where there is no DNS. */
    @Test
    void shouldTrustProxiesByAddressOnly() throws IOException {
        Properties defaults = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/META-INF/microprofile-config.properties")) {
            defaults.load(file);
        }
        assertThat(defaults.getProperty("quarkus.http.proxy.trusted-proxies").split(","))
                .allMatch(proxy -> proxy.matches("\\d+\\.\\d+\\.\\d+\\.\\d+(/\\d+)?"));
    }
}
