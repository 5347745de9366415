package dev.millrace.relay.kafka;

import dev.millrace.relay.outbox.TableRow;
import dev.millrace.relay.outbox.TableRow.Column;
import io.debezium.data.Envelope;
import io.debezium.data.Json;
import io.debezium.data.Uuid;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes of a row the change record that Debezium's PostgreSQL connector makes, as far as the router reads it. */
final class ChangeRecords {
    private static final int HEX_PREFIX = 2;
    private static final int MILLISECONDS = 3;

    private final String tableName;
    private Schemas schemas;

    /** @param tableName qualified by the source and the schema */
    ChangeRecords(String tableName) {
        this.tableName = tableName;
        this.schemas = Schemas.of(tableName, List.of());
    }

    SourceRecord of(TableRow inserted) {
        List<Column> columns = inserted.columns();
        if (!columns.equals(schemas.columns())) {
            schemas = Schemas.of(tableName, columns);
        }
        Struct after = new Struct(schemas.row());
        for (int i = 0; i < columns.size(); i++) {
            String text = inserted.values().get(i);
            if (text != null) {
                after.put(columns.get(i).name(), value(columns.get(i), text));
            }
        }
        Struct change = new Struct(schemas.envelope())
                .put(Envelope.FieldName.AFTER, after)
                .put(Envelope.FieldName.OPERATION, Envelope.Operation.CREATE.code())
                .put(Envelope.FieldName.TIMESTAMP, System.currentTimeMillis());
        return new SourceRecord(Map.of(), Map.of(), tableName, schemas.envelope(), change);
    }

    /** The schemas of a table with these columns. */
    private record Schemas(List<Column> columns, Schema row, Schema envelope) {
        static Schemas of(String tableName, List<Column> columns) {
            SchemaBuilder fields =
                    SchemaBuilder.struct().name(tableName + ".Value").optional();
            for (Column column : columns) {
                SchemaBuilder field = schema(column);
                fields.field(
                        column.name(),
                        column.notNull() ? field.build() : field.optional().build());
            }
            Schema row = fields.build();
            Schema envelope = SchemaBuilder.struct()
                    .name(tableName + ".Envelope")
                    .field(Envelope.FieldName.AFTER, row)
                    .field(Envelope.FieldName.OPERATION, Schema.STRING_SCHEMA)
                    .field(Envelope.FieldName.TIMESTAMP, Schema.OPTIONAL_INT64_SCHEMA)
                    .build();
            return new Schemas(columns, row, envelope);
        }
    }

    private static SchemaBuilder schema(Column column) {
        return switch (column.type()) {
            case TEXT, VARCHAR -> SchemaBuilder.string();
            case UUID -> Uuid.builder();
            case JSON, JSONB -> Json.builder();
            case INT2 -> SchemaBuilder.int16();
            case INT4 -> SchemaBuilder.int32();
            case INT8 -> SchemaBuilder.int64();
            case BOOL -> SchemaBuilder.bool();
            case BYTEA -> SchemaBuilder.bytes();
            case TIMESTAMP -> inMilliseconds(column) ? Timestamp.builder() : MicroTimestamp.builder();
            case TIMESTAMPTZ -> ZonedTimestamp.builder();
        };
    }

    private static Object value(Column column, String text) {
        return switch (column.type()) {
            case TEXT, VARCHAR, UUID, JSON, JSONB -> text;
            case INT2 -> Short.valueOf(text);
            case INT4 -> Integer.valueOf(text);
            case INT8 -> Long.valueOf(text);
            case BOOL -> Boolean.valueOf(text);
            case BYTEA -> ByteBuffer.wrap(HexFormat.of().parseHex(text, HEX_PREFIX, text.length()));
            case TIMESTAMP -> timestamp(column, LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
            case TIMESTAMPTZ ->
                ZonedTimestamp.toIsoString(
                        OffsetDateTime.parse(text).atZoneSameInstant(ZoneOffset.UTC), null, column.precision());
        };
    }

    private static long timestamp(Column column, Instant instant) {
        return (inMilliseconds(column) ? ChronoUnit.MILLIS : ChronoUnit.MICROS).between(Instant.EPOCH, instant);
    }

    private static boolean inMilliseconds(Column column) {
        return column.precision() <= MILLISECONDS;
    }
}
