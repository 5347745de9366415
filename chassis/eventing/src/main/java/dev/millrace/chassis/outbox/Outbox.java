package dev.millrace.chassis.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.audit.AuditLog;
import dev.millrace.chassis.events.Headers;
import dev.millrace.chassis.http.Actor;
import dev.millrace.chassis.http.RequestId;
import dev.millrace.chassis.ids.Ids;
import dev.millrace.chassis.inbox.Inbox;
import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Publishes events with the caller's transaction: they reach Kafka exactly when it commits, in commit order per
 * aggregate. The trace context, the request's id and the actor travel along.
 */
@ApplicationScoped
public class Outbox {
    private static final String INSERT = """
            INSERT INTO outbox (id, aggregate_type, aggregate_id, type, source, time, headers, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?::json, ?::json)""";

    private final AgroalDataSource database;
    private final ObjectMapper json;
    private final OpenTelemetry telemetry;
    private final AuditLog audit;
    private final String source;

    Outbox(
            AgroalDataSource database,
            ObjectMapper json,
            OpenTelemetry telemetry,
            AuditLog audit,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.database = database;
        this.json = json;
        this.telemetry = telemetry;
        this.audit = audit;
        this.source = "/" + application;
    }

    /**
     * @return the event's id
     * @throws jakarta.transaction.TransactionalException when the caller has no transaction
     */
    @Transactional(TxType.MANDATORY)
    public UUID publish(OutboxMessage message) {
        UUID id = Ids.next();
        OffsetDateTime time = OffsetDateTime.now(ZoneOffset.UTC);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            String payload = json.writeValueAsString(message.payload());
            insert.setObject(1, id);
            insert.setString(2, message.aggregateType());
            insert.setString(3, message.aggregateId().toString());
            insert.setString(4, message.type());
            insert.setString(5, source);
            insert.setObject(6, time);
            insert.setString(7, json.writeValueAsString(headers()));
            insert.setString(8, payload);
            insert.executeUpdate();
            audit.record(connection, id, time, message, payload);
            return id;
        } catch (SQLException e) {
            throw new OutboxException("The event " + message.type() + " could not be written to the outbox", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The event " + message.type() + " cannot be written as JSON", e);
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        telemetry.getPropagators().getTextMapPropagator().inject(Context.current(), headers, Map::put);
        putUnlessNull(headers, Headers.REQUEST_ID, RequestId.current());
        putUnlessNull(headers, Headers.ACTOR, Actor.current());
        putUnlessNull(headers, Headers.CAUSATION_ID, Inbox.currentMessageId());
        return headers;
    }

    private static void putUnlessNull(Map<String, String> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }
}
