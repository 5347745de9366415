package dev.millrace.history.persistence;

import dev.millrace.chassis.money.Money;
import dev.millrace.history.domain.OrderState;
import dev.millrace.history.domain.OrderSummary;
import dev.millrace.history.domain.Search;
import dev.millrace.history.domain.Timeline;
import dev.millrace.history.domain.Timeline.Cause;
import dev.millrace.history.domain.Timeline.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the live generation. Each answer is one statement, so that a swap of generations never shows in its middle. */
@ApplicationScoped
public class ViewReader {
    private static final String LIVE = "(SELECT generation FROM view_generation WHERE state = 'LIVE')";

    private static final String TIMELINE = """
            SELECT v.customer_id, v.customer_name, v.state, v.version,
                s.version AS step, s.type, s.state AS step_state, s.at, s.reason, s.causation_id, c.type AS causing_type,
                s.request_id, s.trace_id, s.actor
            FROM order_view v
                JOIN order_step s USING (generation, order_id)
                LEFT JOIN cause c ON c.generation = s.generation AND c.message_id = s.causation_id
            WHERE v.generation = %s AND v.order_id = ?
            ORDER BY s.version""".formatted(LIVE);

    private record Row(UUID customerId, String customerName, OrderState state, long version, Step step) {}

    private final Sql sql;

    ViewReader(Sql sql) {
        this.sql = sql;
    }

    public Optional<Timeline> timeline(UUID order) {
        List<Row> rows = sql.query(TIMELINE, ViewReader::row, order);
        return rows.stream()
                .findFirst()
                .map(first -> new Timeline(
                        order,
                        first.customerId(),
                        first.customerName(),
                        first.state(),
                        first.version(),
                        rows.stream().map(Row::step).toList()));
    }

    /** The versions of those of the orders that the view has. */
    public Map<UUID, Long> versions(Set<UUID> orders) {
        Map<UUID, Long> versions = new HashMap<>();
        sql.query(
                "SELECT order_id, version FROM order_view WHERE order_id = ANY (?) AND generation = " + LIVE,
                row -> versions.put(row.getObject("order_id", UUID.class), row.getLong("version")),
                (Object) orders.toArray(UUID[]::new));
        return versions;
    }

    /** At most {@code count} orders, newest first. */
    public List<OrderSummary> find(Search search, int count) {
        Conditions where = new Conditions("generation = " + LIVE)
                .and("customer_id = ?", search.customerId())
                .and("state = ?", search.state())
                .and("created_at >= ?", search.from())
                .and("created_at < ?", search.to());
        if (search.text() != null) {
            SearchText text = new SearchText(search.text());
            where.and("(search LIKE ? OR order_id BETWEEN ? AND ?)", text.pattern(), text.firstId(), text.lastId());
        }
        where.and(
                "(created_at, order_id) < (SELECT created_at, order_id FROM order_view WHERE generation = " + LIVE
                        + " AND order_id = ?)",
                search.after());
        return sql.query(
                "SELECT * FROM order_view WHERE " + where.text() + " ORDER BY created_at DESC, order_id DESC LIMIT "
                        + count,
                ViewReader::summary,
                where.arguments());
    }

    private static Row row(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        Cause cause = Cause.of(
                row.getString("causation_id"), row.getString("causing_type"), row.getString("request_id"), reason);
        Step step = new Step(
                row.getLong("step"),
                row.getString("type"),
                OrderState.valueOf(row.getString("step_state")),
                Sql.instant(row, "at"),
                cause,
                row.getString("trace_id"),
                row.getString("actor"));
        return new Row(
                row.getObject("customer_id", UUID.class),
                row.getString("customer_name"),
                OrderState.valueOf(row.getString("state")),
                row.getLong("version"),
                step);
    }

    private static OrderSummary summary(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new OrderSummary(
                row.getObject("order_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("customer_name"),
                OrderState.valueOf(row.getString("state")),
                row.getLong("version"),
                currency == null ? null : new Money(row.getBigDecimal("total"), currency),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }
}
