package dev.millrace.history.persistence;

import dev.millrace.chassis.money.Money;
import dev.millrace.history.domain.OrderState;
import dev.millrace.history.domain.OrderSummary;
import dev.millrace.history.domain.OrderTimeline;
import dev.millrace.history.domain.OrderTimeline.Cause;
import dev.millrace.history.domain.OrderTimeline.Step;
import dev.millrace.history.domain.ProjectedVersion;
import dev.millrace.history.domain.SearchCriteria;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the live generation. Each query is one statement, so a result never mixes two generations. */
@ApplicationScoped
public class OrderReadModel {
    private static final String LIVE = "(SELECT generation FROM view_generation WHERE state = 'LIVE')";

    /** The customer's name is hidden if the order belongs to another user. */
    private static final String NAME =
            "CASE WHEN v.owner IS NULL OR v.owner = v.customer_owner THEN v.customer_name END";

    private static final String TIMELINE = """
            SELECT v.customer_id, %s AS shown_name, v.state, v.version,
                s.version AS step, s.type, s.state AS step_state, s.at, s.reason, s.causation_id, c.type AS causing_type,
                s.request_id, s.trace_id, s.actor
            FROM order_view v
                JOIN order_step s USING (generation, order_id)
                LEFT JOIN cause c ON c.generation = s.generation AND c.message_id = s.causation_id
            WHERE %s
            ORDER BY s.version""";

    private record Row(UUID customerId, String customerName, OrderState state, long version, Step step) {}

    private final Sql sql;

    OrderReadModel(Sql sql) {
        this.sql = sql;
    }

    /** @param owner null does not restrict */
    public Optional<OrderTimeline> timeline(UUID order, @Nullable String owner) {
        SqlConditions where = live().and("v.order_id = ?", order).and("v.owner = ?", owner);
        List<Row> rows = sql.query(TIMELINE.formatted(NAME, where.text()), OrderReadModel::row, where.arguments());
        return rows.stream()
                .findFirst()
                .map(first -> new OrderTimeline(
                        order,
                        first.customerId(),
                        first.customerName(),
                        first.state(),
                        first.version(),
                        rows.stream().map(Row::step).toList()));
    }

    /** The versions of those orders that the view has. */
    public List<ProjectedVersion> reached(Set<UUID> orders) {
        return sql.query(
                "SELECT order_id, version, owner FROM order_view WHERE order_id = ANY (?) AND generation = " + LIVE,
                row -> new ProjectedVersion(
                        row.getObject("order_id", UUID.class), row.getLong("version"), row.getString("owner")),
                (Object) orders.toArray(UUID[]::new));
    }

    /**
     * At most {@code count} orders, newest first.
     *
     * @param owner null does not restrict
     */
    public List<OrderSummary> find(@Nullable String owner, SearchCriteria search, int count) {
        SqlConditions where = live().and("owner = ?", owner)
                .and("customer_id = ?", search.customerId())
                .and("state = ?", search.state())
                .and("created_at >= ?", search.from())
                .and("created_at < ?", search.to());
        if (search.text() != null) {
            SearchText text = new SearchText(search.text());
            where.and("(search LIKE ? OR order_id BETWEEN ? AND ?)", text.pattern(), text.firstId(), text.lastId());
        }
        if (search.after() != null) {
            // The cursor must belong to the owner as well, or it would disclose when another user's order was placed.
            SqlConditions last = live().and("order_id = ?", search.after()).and("owner = ?", owner);
            where.and(
                    "(created_at, order_id) < (SELECT created_at, order_id FROM order_view v WHERE " + last.text()
                            + ")",
                    last.arguments());
        }
        return sql.query(
                "SELECT *, %s AS shown_name FROM order_view v WHERE %s ORDER BY created_at DESC, order_id DESC LIMIT %d"
                        .formatted(NAME, where.text(), count),
                OrderReadModel::summary,
                where.arguments());
    }

    private static SqlConditions live() {
        return new SqlConditions("v.generation = " + LIVE);
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
                row.getString("shown_name"),
                OrderState.valueOf(row.getString("state")),
                row.getLong("version"),
                step);
    }

    private static OrderSummary summary(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new OrderSummary(
                row.getObject("order_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("shown_name"),
                OrderState.valueOf(row.getString("state")),
                row.getLong("version"),
                currency == null ? null : new Money(row.getBigDecimal("total"), currency),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }
}
