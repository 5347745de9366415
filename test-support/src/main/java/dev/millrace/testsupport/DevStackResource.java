package dev.millrace.testsupport;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Provides a {@code @QuarkusTest} with a {@link DevStack}. One stack is shared by all tests of the JVM and ends with
 * it.
 *
 * <pre>{@code @QuarkusTestResource(value = DevStackResource.class,
 *         initArgs = @ResourceArg(name = "database", value = "orders"))}</pre>
 *
 * <p>Configures {@code kafka.bootstrap.servers} and {@code dev-stack.jdbc-url.<database>} for every database; with the
 * argument {@code database} also the URL of that database with its owner's user name and password.
 */
public final class DevStackResource implements QuarkusTestResourceLifecycleManager {

    // Quarkus loads this class in several class loaders; a system property is shared by all of them.
    private static final String DIRECTORY = "millrace.dev-stack.directory";

    private Optional<Database> database = Optional.empty();

    /** The running stack, for tests that stop or kill its servers. Starts it if necessary. */
    public static DevStack stack() {
        synchronized (Runtime.getRuntime()) {
            String directory = System.getProperty(DIRECTORY);
            if (directory != null) {
                return DevStack.attach(Path.of(directory));
            }
            DevStack stack = DevStack.start();
            System.setProperty(DIRECTORY, stack.directory().toString());
            return stack;
        }
    }

    @Override
    public void init(Map<String, String> initArgs) {
        database = Optional.ofNullable(initArgs.get("database")).map(Database::named);
    }

    @Override
    public Map<String, String> start() {
        DevStack stack = stack();
        Map<String, String> config = new HashMap<>();
        config.put("kafka.bootstrap.servers", stack.bootstrapServers());
        for (Database each : Database.values()) {
            config.put("dev-stack.jdbc-url." + each.databaseName(), stack.jdbcUrl(each));
        }
        database.ifPresent(own -> {
            config.put("database.url", stack.jdbcUrl(own));
            config.put("database.username", own.owner().username());
            config.put("database.password", own.owner().password());
        });
        return config;
    }

    /** Does nothing: later test classes use the same stack. It ends with the JVM. */
    @Override
    public void stop() {}
}
