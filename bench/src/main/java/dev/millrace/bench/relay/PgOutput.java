package dev.millrace.bench.relay;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.producer.ProducerRecord;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Parses the pgoutput messages of inserts, as far as needed here. Columns are in the order of the table. */
final class PgOutput {
    private static final int OUTBOX_COLUMNS = 10;
    private static final int BEFORE_COLUMNS = 1 + Integer.BYTES + 1; // 'I', relation id, 'N'
    private static final int ID = 1;
    private static final int AGGREGATE_ID = 3;
    private static final int PAYLOAD = 8;

    private PgOutput() {}

    static boolean isInsert(ByteBuffer message) {
        return message.get(message.position()) == 'I'
                && message.getShort(message.position() + BEFORE_COLUMNS) == OUTBOX_COLUMNS;
    }

    static ProducerRecord<byte[], byte[]> record(String topic, ByteBuffer insert) {
        byte[][] columns = new byte[OUTBOX_COLUMNS][];
        insert.position(insert.position() + BEFORE_COLUMNS + Short.BYTES);
        for (int i = 0; i < OUTBOX_COLUMNS; i++) {
            insert.get(); // 't': outbox columns are never null and never unchanged TOAST values
            columns[i] = new byte[insert.getInt()];
            insert.get(columns[i]);
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, columns[AGGREGATE_ID], columns[PAYLOAD]);
        record.headers().add("id", columns[ID]);
        String[] others = {"ce_type", "ce_source", "ce_time"};
        for (int i = 0; i < others.length; i++) {
            record.headers().add(others[i], columns[AGGREGATE_ID + 1 + i]);
        }
        record.headers().add("ce_specversion", "1.0".getBytes(US_ASCII));
        return record;
    }
}
