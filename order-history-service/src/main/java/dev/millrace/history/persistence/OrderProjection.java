package dev.millrace.history.persistence;

import dev.millrace.chassis.money.Money;
import dev.millrace.history.domain.EventMetadata;
import dev.millrace.history.domain.ProjectionEvent.CauseRecorded;
import dev.millrace.history.domain.ProjectionEvent.CustomerNamed;
import dev.millrace.history.domain.ProjectionEvent.OrderStateChanged;
import dev.millrace.history.domain.ProjectionEvent.Placed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes facts into generations of the view. Every statement gives the same result in whatever order and however often
 * it is run: steps have a place of their own, an order's state is that of its highest version, what only one event
 * tells fills a gap, and times are minima.
 */
@ApplicationScoped
public class OrderProjection {
    private static final String STEP = """
            INSERT INTO order_step
                (generation, order_id, version, type, state, at, reason, causation_id, request_id, trace_id, actor)
            SELECT g, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM unnest(?) g
            ON CONFLICT DO NOTHING""";

    private static final String ORDER = """
            INSERT INTO order_view AS v
                (generation, order_id, customer_id, customer_name, customer_owner, owner, state, version, skus,
                 total, currency, created_at, updated_at)
            SELECT g, ?, ?, n.name, n.owner, ?, ?, ?, ?, ?::numeric, ?, ?, ?
            FROM unnest(?) g LEFT JOIN customer_name n ON n.generation = g AND n.customer_id = ?
            ON CONFLICT (generation, order_id) DO UPDATE SET
                state = CASE WHEN excluded.version > v.version THEN excluded.state ELSE v.state END,
                updated_at = CASE WHEN excluded.version > v.version THEN excluded.updated_at ELSE v.updated_at END,
                version = greatest(v.version, excluded.version),
                owner = coalesce(v.owner, excluded.owner),
                customer_name = coalesce(v.customer_name, excluded.customer_name),
                customer_owner = coalesce(v.customer_owner, excluded.customer_owner),
                skus = coalesce(v.skus, excluded.skus),
                total = coalesce(v.total, excluded.total),
                currency = coalesce(v.currency, excluded.currency),
                created_at = least(v.created_at, excluded.created_at)""";

    private static final String NAMED = """
            UPDATE order_view SET customer_name = ?, customer_owner = ?
            WHERE generation = ANY (?) AND customer_id = ? AND customer_name IS NULL""";

    private final Sql sql;

    OrderProjection(Sql sql) {
        this.sql = sql;
    }

    public void write(OrderStateChanged step, int... generations) {
        write(step, null, null, step.origin().at(), generations);
    }

    public void write(Placed placed, int... generations) {
        write(placed.step(), String.join("\n", placed.skus()), placed.total(), placed.createdAt(), generations);
    }

    /** The customer's orders that are there get the name; those to come find it. */
    public void write(CustomerNamed named, int... generations) {
        lock("", named.customerId());
        sql.update(
                "INSERT INTO customer_name SELECT g, ?, ?, ? FROM unnest(?) g ON CONFLICT DO NOTHING",
                named.customerId(),
                named.name(),
                named.owner(),
                generations);
        sql.update(NAMED, named.name(), named.owner(), generations, named.customerId());
    }

    public void write(CauseRecorded cause, int... generations) {
        sql.update(
                "INSERT INTO cause SELECT g, ?, ? FROM unnest(?) g ON CONFLICT DO NOTHING",
                cause.messageId(),
                cause.type(),
                generations);
    }

    private void write(OrderStateChanged step, String skus, Money total, Instant createdAt, int... generations) {
        EventMetadata origin = step.origin();
        lock("_shared", step.customerId());
        // The order's row first: whoever has it may write the order's steps.
        sql.update(
                ORDER,
                step.orderId(),
                step.customerId(),
                step.owner(),
                step.state(),
                step.version(),
                skus,
                total == null ? null : total.amount(),
                total == null ? null : total.currency(),
                createdAt,
                origin.at(),
                generations,
                step.customerId());
        sql.update(
                STEP,
                step.orderId(),
                step.version(),
                step.type(),
                step.state(),
                origin.at(),
                step.reason(),
                origin.causationId(),
                origin.requestId(),
                origin.traceId(),
                origin.actor(),
                generations);
    }

    /**
     * Until the transaction ends, a customer is named while none of their orders is written: else a name and an order
     * that are written at once would miss each other. Taken before any row, so that nobody waits in a circle.
     */
    private void lock(String mode, UUID customer) {
        sql.query("SELECT pg_advisory_xact_lock" + mode + "(hashtextextended(?, 0))", row -> true, customer.toString());
    }
}
