package dev.millrace.k8s.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** The extensions' own descriptions of their keys, of all that are on the class path. */
final class QuarkusKeys {
    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final Set<String> AT_RUN_TIME = read();

    private QuarkusKeys() {}

    /** Variables that have an effect on a program that is built already. */
    static Set<String> atRunTime() {
        return AT_RUN_TIME;
    }

    private static Set<String> read() {
        Set<String> variables = new HashSet<>();
        ObjectMapper json = new ObjectMapper();
        try {
            for (URL model : Collections.list(QuarkusKeys.class.getClassLoader().getResources(MODEL))) {
                for (JsonNode property : json.readTree(model).findParents("phase")) {
                    if (property.path("phase").asText().equals("RUN_TIME")) {
                        property.findValues("environmentVariable").forEach(each -> variables.add(each.asText()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return variables;
    }
}
