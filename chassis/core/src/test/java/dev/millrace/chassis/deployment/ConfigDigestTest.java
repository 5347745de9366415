package dev.millrace.chassis.deployment;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigDigestTest {
    @Test
    void shouldDifferWhenAValueDiffers() {
        assertThat(ConfigDigest.of(Map.of("relay.limits.rows", "1")))
                .hasSize(16)
                .isEqualTo(ConfigDigest.of(Map.of("relay.limits.rows", "1")))
                .isNotEqualTo(ConfigDigest.of(Map.of("relay.limits.rows", "2")));
    }

    @Test
    void shouldNotDependOnSecrets() {
        assertThat(ConfigDigest.of(Map.of("database.password", "a", "database.url", "jdbc:x?password=a")))
                .isEqualTo(ConfigDigest.of(Map.of("database.password", "b", "database.url", "jdbc:x?password=b")));
    }
}
