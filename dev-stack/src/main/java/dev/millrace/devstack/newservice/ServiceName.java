package dev.millrace.devstack.newservice;

import dev.millrace.devstack.process.ProcessFailed;
import java.util.Locale;

/**
 * The new service's name in all its forms, and the conversion of texts about customer-service into texts about it.
 *
 * @param name one word in lower case: the package, the database, the prefix of topics and message types
 * @param port the service's port; the management port is a thousand above
 */
record ServiceName(String name, int port) {
    private static final String ONE_WORD = "[a-z][a-z0-9]{2,29}";
    private static final String MODEL = "customer";
    private static final int MODEL_PORT = 8082;
    private static final int MANAGEMENT = 1_000;

    ServiceName {
        if (!name.matches(ONE_WORD)) {
            throw new ProcessFailed(
                    "'%s' is not a service name. Use one word of 3 to 30 lower-case letters and digits,".formatted(name)
                            + " such as inventory. It names the package, the database and the topics; the module is NAME-service.");
        }
        if (name.contains(MODEL)) {
            throw new ProcessFailed(
                    "'%s' contains '%s', the name whose entries are copied for the new service. Choose another name."
                            .formatted(name, MODEL));
        }
    }

    String module() {
        return name + "-service";
    }

    String constant() {
        return name.toUpperCase(Locale.ROOT);
    }

    String type() {
        return constant().charAt(0) + name.substring(1);
    }

    /** The text of an entry of customer-service, as this service's entry. */
    String ofModel(String text) {
        return text.replace("customers", name)
                .replace("CUSTOMERS", constant())
                .replace(MODEL, name)
                .replace("CUSTOMER", constant())
                .replace("Customer", type())
                .replace(Integer.toString(MODEL_PORT), Integer.toString(port))
                .replace(Integer.toString(MODEL_PORT + MANAGEMENT), Integer.toString(port + MANAGEMENT));
    }

    /** A template's text or path with this service's names. */
    String ofTemplate(String text) {
        return text.replace("__name__", name)
                .replace("__NAME__", constant())
                .replace("__Name__", type())
                .replace("__port__", Integer.toString(port))
                .replace("__management_port__", Integer.toString(port + MANAGEMENT));
    }
}
