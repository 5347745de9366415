package dev.millrace.relay.postgres;

import dev.millrace.relay.config.SourceConfig;
import dev.millrace.relay.outbox.NamedColumns;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names of the columns of an outbox table, and the SQL that depends on them.
 *
 * @param columns of the parts of an event
 * @param additionalColumns that records have beside those parts
 * @param parkedTable where parked rows are noted; null when the table has a column {@code parked}
 * @param byName the columns are read by name, for a record format that consists of columns
 */
public record OutboxLayout(
        NamedColumns columns,
        List<String> additionalColumns,
        @Nullable String parkedTable,
        boolean byName) {
    /** The table of Millrace's own migration. */
    public static final OutboxLayout MILLRACE = new OutboxLayout(
            new NamedColumns("id", "aggregate_type", "aggregate_id", "type", "time", "payload"),
            List.of(),
            null,
            false);

    static OutboxLayout of(SourceConfig source) {
        if (source.layout() == SourceConfig.Layout.MILLRACE) {
            return MILLRACE;
        }
        Map<String, String> router = source.router();
        return new OutboxLayout(
                new NamedColumns(
                        router.getOrDefault("table.field.event.id", "id"),
                        router.getOrDefault("route.by.field", "aggregatetype"),
                        router.getOrDefault("table.field.event.key", "aggregateid"),
                        router.getOrDefault("table.field.event.type", "type"),
                        router.get("table.field.event.timestamp"),
                        router.getOrDefault("table.field.event.payload", "payload")),
                additional(router.getOrDefault("table.fields.additional.placement", "")),
                source.parkedTable(),
                true);
    }

    /** @param placement as {@code column:header:name,column:envelope} */
    private static List<String> additional(String placement) {
        return Stream.of(placement.split(","))
                .map(each -> each.split(":")[0].trim())
                .filter(column -> !column.isEmpty())
                .toList();
    }

    String id() {
        return columns.id();
    }

    /** Columns whose values can be long. */
    public Set<String> longColumns() {
        return byName ? Set.of(columns.payload()) : Set.of("headers", "payload");
    }

    /** Columns of the layout {@code millrace} that are read as texts. */
    public static List<String> texts() {
        return List.of("aggregate_type", "aggregate_id", "type", "source", "headers", "payload");
    }

    /** Condition on rows {@code o} that are not parked. */
    String notParked() {
        return parkedTable == null
                ? "NOT o.parked"
                : "NOT EXISTS (SELECT FROM %s AS p WHERE p.id = o.%s)".formatted(parkedTable, quoted(id()));
    }

    /**
     * The order of insertion of rows {@code o}. Without {@code seq} it is the order of the transactions' first writes
     * and, within a transaction, of its statements.
     */
    String order() {
        return byName ? "(%s, o.cmin::text::bigint, o.ctid)".formatted(OutboxTable.ROW_XID) : "o.seq";
    }

    /** A row's place in that order, as text. */
    String place() {
        return byName ? "concat_ws('/', %s, o.cmin, o.ctid)".formatted(OutboxTable.ROW_XID) : "o.seq::text";
    }

    /** Condition on rows {@code o} behind a place, which is the only parameter; null is before all rows. */
    String behind() {
        return byName
                ? order()
                        + " > (SELECT (coalesce(p[1], '0'))::bigint, (coalesce(p[2], '0'))::bigint, (coalesce(p[3], '(0,0)'))::tid"
                        + " FROM (SELECT string_to_array(?, '/') AS p) AS place)"
                : "o.seq > ?::bigint";
    }

    /** When the event of row {@code o} happened; null where the table does not say it. */
    String timeOf() {
        return columns.time() == null ? "NULL::timestamptz" : "o.%s::timestamptz".formatted(quoted(columns.time()));
    }

    static String quoted(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }
}
