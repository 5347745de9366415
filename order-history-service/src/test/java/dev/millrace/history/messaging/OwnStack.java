package dev.millrace.history.messaging;

import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A PostgreSQL and a Kafka for one test only, which deletes a topic that other tests need. */
public final class OwnStack implements QuarkusTestResourceLifecycleManager {
    private DevStack stack;

    @Override
    public Map<String, String> start() {
        stack = DevStack.start();
        return Map.of(
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "database.url", stack.jdbcUrl(Database.ORDER_HISTORY),
                "database.username", Database.ORDER_HISTORY.owner().username(),
                "database.password", Database.ORDER_HISTORY.owner().password());
    }

    @Override
    public void stop() {
        stack.close();
    }
}
