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

/** The extensions' own descriptions of their keys, of all that are on the class path. */
final class QuarkusKeys {
    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final Set<String> AT_RUN_TIME = new HashSet<>();
    private static final Set<String> WHEN_BUILT = new HashSet<>();

    static {
        read();
    }

    private QuarkusKeys() {}

    /** Variables that have an effect on a program that is built already. */
    static Set<String> atRunTime() {
        return AT_RUN_TIME;
    }

    /** Variables that such a program does not listen to. */
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
