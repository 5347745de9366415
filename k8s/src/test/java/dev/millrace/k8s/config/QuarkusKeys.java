package dev.millrace.k8s.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** The configuration keys of all Quarkus extensions on the class path, from the extensions' own descriptions. */
final class QuarkusKeys {
    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final Set<String> AT_RUN_TIME = new HashSet<>();
    private static final Set<String> WHEN_BUILT = new HashSet<>();

    static {
        read();
    }

    private QuarkusKeys() {}

    /** Environment variables that are read at run time. */
    static Set<String> atRunTime() {
        return AT_RUN_TIME;
    }

    /** Environment variables that have an effect at build time only. */
    static Set<String> whenBuilt() {
        return WHEN_BUILT;
    }

    private static void read() {
        ObjectMapper json = new ObjectMapper();
        try {
            for (URL model : Collections.list(QuarkusKeys.class.getClassLoader().getResources(MODEL))) {
                try (InputStream extension = model.openStream()) {
                    collect(json.readTree(extension));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode extension) {
        for (JsonNode property : extension.findParents("phase")) {
            Set<String> variables = property.path("phase").asText().equals("RUN_TIME") ? AT_RUN_TIME : WHEN_BUILT;
            property.findValues("environmentVariable").forEach(each -> variables.add(each.asText()));
        }
    }
}
