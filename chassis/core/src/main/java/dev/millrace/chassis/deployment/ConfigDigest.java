package dev.millrace.chassis.deployment;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Digest of the effective configuration, by which two instances can be compared. Secrets are masked first, so that the
 * digest discloses nothing of them. The environment is included only as far as it overrides a key; keys whose
 * values differ in each process are left out.
 */
final class ConfigDigest {
    private static final Pattern SECRET = Pattern.compile("(?i)password|secret|token|credential|dsn|private|key");
    private static final Pattern SECRET_VALUE = Pattern.compile("(?i)(password|secret|token|user|username)=[^&;]+");
    /** Differs in each process, or has no effect on it. */
    private static final Pattern IGNORED = Pattern.compile("quarkus\\.uuid|.*\\.(group|client)\\.id");

    private static final Pattern VARIABLE = Pattern.compile("[A-Z0-9_]+");
    private static final int BYTES = 8;

    private ConfigDigest() {}

    /** @return 16 hexadecimal digits */
    static String of(Config config) {
        return of(effective(config.unwrap(SmallRyeConfig.class)));
    }

    static String of(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((name, value) -> text.append(name)
                        .append('=')
                        .append(masked(name, value))
                        .append('\n'));
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String masked(String name, String value) {
        return SECRET.matcher(name).find() ? "***" : SECRET_VALUE.matcher(value).replaceAll("$1=***");
    }

    private static Map<String, String> effective(SmallRyeConfig config) {
        Map<String, String> values = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            if (!VARIABLE.matcher(name).matches() && !IGNORED.matcher(name).matches() && name.contains(".")) {
                put(values, config, name);
            }
        }
        return values;
    }

    private static void put(Map<String, String> values, SmallRyeConfig config, String name) {
        try {
            ConfigValue value = config.getConfigValue(name);
            if (value.getValue() != null && !isSystemProperty(value)) {
                values.put(name, value.getValue());
            }
        } catch (NoSuchElementException unresolved) {
            values.put(name, "unresolved");
        }
    }

    /** Mostly the JVM's own, such as {@code java.home}; the project is configured by files and the environment. */
    private static boolean isSystemProperty(ConfigValue value) {
        return String.valueOf(value.getConfigSourceName()).contains("SysPropConfigSource");
    }
}
