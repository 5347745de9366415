package dev.millrace.chassis.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.context.Actor;
import dev.millrace.chassis.context.MessageId;
import dev.millrace.chassis.context.RequestId;
import dev.millrace.chassis.events.Headers;
import dev.millrace.chassis.ids.UuidV7;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Publishes messages with the caller's transaction: they reach Kafka if and only if it commits, in commit order per
 * aggregate. Their headers carry the trace context, the request id, the actor and the causation id.
 */
@ApplicationScoped
public class Outbox {
    private final OutboxWriter writer;
    private final ObjectMapper json;
    private final OpenTelemetry telemetry;
    private final TransactionSynchronizationRegistry transaction;
    private final String source;

    Outbox(
            OutboxWriter writer,
            ObjectMapper json,
            OpenTelemetry telemetry,
            TransactionSynchronizationRegistry transaction,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.writer = writer;
        this.json = json;
        this.telemetry = telemetry;
        this.transaction = transaction;
        this.source = "/" + application;
    }

    /**
     * Adds the message to the transaction. All rows are inserted just before the commit. By then the caller has written
     * its aggregate and holds its row lock, so the insertion order within one aggregate is the commit order. If the
     * insertion fails, the transaction does not commit.
     *
     * @return id of the event
     * @throws IllegalArgumentException when the payload cannot be written as JSON
     * @throws jakarta.transaction.TransactionalException when the caller has no transaction
     */
    @Transactional(TxType.MANDATORY)
    public UUID publish(OutboxMessage message) {
        UUID id = UuidV7.next();
        pending()
                .add(new OutboxRow(
                        id,
                        message.aggregateType(),
                        message.aggregateId().toString(),
                        message.type(),
                        source,
                        OffsetDateTime.now(ZoneOffset.UTC),
                        write(message, headers()),
                        write(message, message.payload()),
                        Actor.current(),
                        RequestId.current(),
                        MessageId.current()));
        return id;
    }

    @SuppressWarnings("unchecked")
    private List<OutboxRow> pending() {
        List<OutboxRow> pending = (List<OutboxRow>) transaction.getResource(Outbox.class);
        if (pending == null) {
            pending = new ArrayList<>();
            transaction.putResource(Outbox.class, pending);
            transaction.registerInterposedSynchronization(new BeforeCommit(pending));
        }
        return pending;
    }

    private String write(OutboxMessage message, Object part) {
        try {
            return json.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The event " + message.type() + " cannot be written as JSON", e);
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        telemetry.getPropagators().getTextMapPropagator().inject(Context.current(), headers, Map::put);
        putUnlessNull(headers, Headers.REQUEST_ID, RequestId.current());
        putUnlessNull(headers, Headers.ACTOR, Actor.current());
        putUnlessNull(headers, Headers.CAUSATION_ID, MessageId.current());
        return headers;
    }

    private static void putUnlessNull(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private final class BeforeCommit implements Synchronization {
        private final List<OutboxRow> rows;

        private BeforeCommit(List<OutboxRow> rows) {
            this.rows = rows;
        }

        @Override
        public void beforeCompletion() {
            writer.write(rows);
        }

        @Override
        public void afterCompletion(int status) {
            // there is no state beyond the transaction
        }
    }
}
