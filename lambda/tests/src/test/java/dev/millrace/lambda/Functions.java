package dev.millrace.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.testsupport.identity.IdentityResource;
import dev.millrace.testsupport.identity.TestTokens;
import dev.millrace.testsupport.probe.OutboxProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All functions on one PostgreSQL, without a relay: the test takes events from the outbox tables. */
final class Functions implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String issuer = new IdentityResource().start().get("identity.issuer");
    private final DevStack stack = DevStack.start();
    private final List<Function> running = new ArrayList<>();
    final Function customers =
            kept(function("customer-http", Database.CUSTOMERS, Map.of("DATABASE_MIGRATE", "at-start")));
    final Function orders = kept(function("order-http", Database.ORDERS, Map.of("DATABASE_MIGRATE", "at-start")));
    final Function customerEvents;
    final Function orderEvents;
    final Function orderJobs;

    /** The functions of the resources migrate the databases. The others do not start before that is done. */
    Functions() throws IOException {
        try {
            call(customers, "GET", "/customers", "");
            call(orders, "GET", "/orders", "");
            customerEvents = kept(function("customer-events", Database.CUSTOMERS, handler("msk")));
            orderEvents = kept(function("order-events", Database.ORDERS, handler("msk")));
            orderJobs = kept(function("order-events", Database.ORDERS, handler("schedule")));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns when each has answered: none is starting any more. */
    void awaitStarted() throws IOException {
        customerEvents.invoke(Map.of("records", Map.of()));
        orderEvents.invoke(Map.of("records", Map.of()));
        orderJobs.invoke(Map.of());
    }

    /** One more instance, as Lambda adds it: it does not migrate. */
    Function another(String module, Database database) throws IOException {
        return function(module, database, Map.of());
    }

    /** A customer's call; the answer is that of an HTTP API. */
    JsonNode call(Function function, String method, String path, String body) throws IOException {
        return function.invoke(Events.request(
                method,
                path,
                Map.of(
                        "authorization",
                        "Bearer " + TestTokens.of(DemoUser.ALICE),
                        "content-type",
                        "application/json",
                        "idempotency-key",
                        UUID.randomUUID().toString()),
                body));
    }

    UUID created(Function function, String path, String body) throws IOException {
        JsonNode answer = call(function, "POST", path, body);
        if (answer.path("statusCode").asInt() != 201) {
            throw new IllegalStateException("not created: " + answer);
        }
        return UUID.fromString(
                JSON.readTree(answer.path("body").asText()).path("id").asText());
    }

    String state(UUID order) throws IOException {
        JsonNode answer = call(orders, "GET", "/orders/" + order, "");
        return JSON.readTree(answer.path("body").asText()).path("state").asText();
    }

    OutboxProbe outbox(Database database) {
        return new OutboxProbe(stack.jdbcUrl(database), database.owner());
    }

    /** Offsets of the records that are to come again. */
    static List<Integer> failed(JsonNode answer) {
        return answer.path("batchItemFailures").findValues("offset").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    DevStack stack() {
        return stack;
    }

    @Override
    public void close() {
        running.forEach(Function::close);
        stack.close();
    }

    /** Until {@link #close()}. */
    private Function kept(Function function) {
        running.add(function);
        return function;
    }

    private static Map<String, String> handler(String name) {
        return Map.of("QUARKUS_LAMBDA_HANDLER", name);
    }

    private Function function(String module, Database database, Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("DATABASE_URL", stack.jdbcUrl(database));
        all.put("DATABASE_USERNAME", database.owner().username());
        all.put("DATABASE_PASSWORD", database.owner().password());
        all.put("IDENTITY_ISSUER", issuer);
        all.put("MESSAGING_PUSH_TRUST_NETWORK", "true");
        all.put("SAGA_TIMEOUT", "10ms");
        return new Function(module, all);
    }
}
