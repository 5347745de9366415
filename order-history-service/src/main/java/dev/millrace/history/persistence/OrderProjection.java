package dev.millrace.history.persistence;

import dev.millrace.history.domain.ProjectionEvent;
import dev.millrace.history.domain.ProjectionEvent.CauseRecorded;
import dev.millrace.history.domain.ProjectionEvent.CustomerNamed;
import dev.millrace.history.domain.ProjectionEvent.OrderStateChanged;
import dev.millrace.history.persistence.OrderRow.Lines;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Writes projection events to generations of the view, with one statement for each table. The result does not depend on
 * order, batching or repetition: steps are keyed by version, an order's state and lines are those of the highest
 * version, a value that only one event has fills a null, and times are minima.
 */
@ApplicationScoped
public class OrderProjection {
    /**
     * Advisory lock on customers until the transaction ends: exclusive to write a customer's name, shared to write the
     * customer's orders. Without it a name and an order that are written concurrently would miss each other. Taken
     * before any row lock and in key order, to avoid deadlocks.
     */
    private static final String LOCK = """
            SELECT pg_advisory_xact_lock%s(key) FROM (
                SELECT DISTINCT hashtextextended(customer, 0) AS key FROM unnest(?) AS customer ORDER BY key) AS keys""";

    private static final String ORDERS = """
            INSERT INTO order_view AS v
                (generation, order_id, customer_id, customer_name, customer_owner, owner, state, version, skus,
                 total, currency, lines_version, created_at, updated_at)
            SELECT g, o.order_id, o.customer_id, n.name, n.owner, o.owner, o.state, o.version, o.skus,
                 o.total, o.currency, o.lines_version, o.created_at, o.updated_at
            FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::numeric[], ?::text[],
                    ?::bigint[], ?::timestamptz[], ?::timestamptz[])
                AS o (order_id, customer_id, owner, state, version, skus, total, currency, lines_version, created_at,
                    updated_at)
                CROSS JOIN unnest(?::int[]) AS g
                LEFT JOIN customer_name n ON n.generation = g AND n.customer_id = o.customer_id
            ORDER BY o.order_id, g
            ON CONFLICT (generation, order_id) DO UPDATE SET
                state = CASE WHEN excluded.version > v.version THEN excluded.state ELSE v.state END,
                updated_at = CASE WHEN excluded.version > v.version THEN excluded.updated_at ELSE v.updated_at END,
                version = greatest(v.version, excluded.version),
                owner = coalesce(v.owner, excluded.owner),
                customer_name = coalesce(v.customer_name, excluded.customer_name),
                customer_owner = coalesce(v.customer_owner, excluded.customer_owner),
                skus = CASE WHEN excluded.lines_version >= v.lines_version
                    THEN coalesce(excluded.skus, v.skus) ELSE v.skus END,
                total = CASE WHEN excluded.lines_version >= v.lines_version
                    THEN coalesce(excluded.total, v.total) ELSE v.total END,
                currency = CASE WHEN excluded.lines_version >= v.lines_version
                    THEN coalesce(excluded.currency, v.currency) ELSE v.currency END,
                lines_version = greatest(v.lines_version, excluded.lines_version),
                created_at = least(v.created_at, excluded.created_at)""";

    private static final String STEPS = """
            INSERT INTO order_step
                (generation, order_id, version, type, state, at, reason, causation_id, request_id, trace_id, actor)
            SELECT g, s.* FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[]) AS s CROSS JOIN unnest(?::int[]) AS g
            ON CONFLICT DO NOTHING""";

    private static final String NAMES = """
            INSERT INTO customer_name (generation, customer_id, name, owner)
            SELECT g, n.* FROM unnest(?::uuid[], ?::text[], ?::text[]) AS n CROSS JOIN unnest(?::int[]) AS g
            ON CONFLICT DO NOTHING""";

    private static final String NAMED = """
            UPDATE order_view v SET customer_name = n.name, customer_owner = n.owner
            FROM customer_name n
            WHERE v.customer_name IS NULL AND v.customer_id = ANY (?::uuid[]) AND v.generation = ANY (?::int[])
                AND n.generation = v.generation AND n.customer_id = v.customer_id""";

    private static final String CAUSES = """
            INSERT INTO cause (generation, message_id, type)
            SELECT g, c.* FROM unnest(?::text[], ?::text[]) AS c CROSS JOIN unnest(?::int[]) AS g
            ON CONFLICT DO NOTHING""";

    private final Sql sql;

    OrderProjection(Sql sql) {
        this.sql = sql;
    }

    /** Sends all statements in one round trip; the server executes them one after the other. */
    public void write(List<ProjectionEvent> events, int... generations) {
        ProjectionEventBatch batch = new ProjectionEventBatch(events);
        StatementSequence statements = new StatementSequence();
        lock(statements, "", batch.customers(), CustomerNamed::customerId);
        lock(statements, "_shared", batch.orders(), OrderRow::customerId);
        if (!batch.orders().isEmpty()) {
            // first: the orders' row locks protect their steps, too
            writeOrders(statements, batch.orders(), generations);
            writeSteps(statements, batch.steps(), generations);
        }
        if (!batch.customers().isEmpty()) {
            writeNames(statements, batch.customers(), generations);
        }
        if (!batch.causes().isEmpty()) {
            statements.add(
                    CAUSES,
                    column(batch.causes(), CauseRecorded::messageId),
                    column(batch.causes(), CauseRecorded::type),
                    generations);
        }
        sql.execute(statements);
    }

    private static <T> void lock(
            StatementSequence statements, String mode, Collection<T> rows, Function<T, Object> customer) {
        if (!rows.isEmpty()) {
            statements.add(LOCK.formatted(mode), (Object) column(rows, customer));
        }
    }

    private static void writeOrders(StatementSequence statements, Collection<OrderRow> orders, int... generations) {
        statements.add(
                ORDERS,
                column(orders, OrderRow::orderId),
                column(orders, OrderRow::customerId),
                column(orders, OrderRow::owner),
                column(orders, OrderRow::state),
                column(orders, OrderRow::version),
                column(orders, lines(Lines::skus)),
                column(orders, lines(lines -> lines.total().amount())),
                column(orders, lines(lines -> lines.total().currency())),
                column(
                        orders,
                        order -> order.lines() == null ? 0 : order.lines().version()),
                column(orders, OrderRow::createdAt),
                column(orders, OrderRow::updatedAt),
                generations);
    }

    private static void writeSteps(
            StatementSequence statements, Collection<OrderStateChanged> steps, int... generations) {
        statements.add(
                STEPS,
                column(steps, OrderStateChanged::orderId),
                column(steps, OrderStateChanged::version),
                column(steps, OrderStateChanged::type),
                column(steps, OrderStateChanged::state),
                column(steps, step -> step.origin().at()),
                column(steps, OrderStateChanged::reason),
                column(steps, step -> step.origin().causationId()),
                column(steps, step -> step.origin().requestId()),
                column(steps, step -> step.origin().traceId()),
                column(steps, step -> step.origin().actor()),
                generations);
    }

    private static void writeNames(
            StatementSequence statements, Collection<CustomerNamed> customers, int... generations) {
        String[] ids = column(customers, CustomerNamed::customerId);
        statements.add(
                NAMES,
                ids,
                column(customers, CustomerNamed::name),
                column(customers, CustomerNamed::owner),
                generations);
        statements.add(NAMED, ids, generations);
    }

    private static Function<OrderRow, Object> lines(Function<Lines, Object> value) {
        return order -> order.lines() == null ? null : value.apply(order.lines());
    }

    /** Values as text; the statements cast them. */
    private static <T> String[] column(Collection<T> rows, Function<T, Object> value) {
        return rows.stream()
                .map(value)
                .map(each -> each == null ? null : each.toString())
                .toArray(String[]::new);
    }
}
