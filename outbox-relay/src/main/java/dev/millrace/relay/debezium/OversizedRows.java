package dev.millrace.relay.debezium;

import dev.millrace.relay.outbox.OutboxEvent;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Shortens the replication message of an oversized row. Each long value is marked as an unchanged TOAST value, which
 * PostgreSQL sends for updates but never for an inserted row. See docs/decisions/043-rows-larger-than-memory.md.
 */
final class OversizedRows {
    private static final int CHUNK = 8192;
    private static final int LOG_HEADER = 24; // start LSN, end LSN, time
    private static final int RELATION_ID = 4;
    private static final int MESSAGE_HEADER = 9; // flags, LSN

    private final DataInputStream in;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(kept);
    private final byte[] chunk = new byte[CHUNK];
    private int remaining;

    private OversizedRows(DataInputStream in, int length) {
        this.in = in;
        this.remaining = length;
    }

    /**
     * @param in at the start of the content of a CopyData message
     * @param length of the content, in bytes
     * @return the same content without long values
     * @throws IOException when the message is neither a row nor written by {@code pg_logical_emit_message()}
     */
    static byte[] shorten(DataInputStream in, int length) throws IOException {
        return new OversizedRows(in, length).shorten();
    }

    private byte[] shorten() throws IOException {
        int length = remaining;
        int stream = copyByte();
        copy(LOG_HEADER);
        int message = copyByte();
        switch (stream == 'w' ? message : 0) {
            case 'I', 'U', 'D' -> {
                copy(RELATION_ID);
                while (remaining > 0) {
                    copyByte(); // tuple type: old or new
                    tuple();
                }
            }
            case 'M' -> message();
            default ->
                throw new IOException("PostgreSQL sent %d bytes of kind %c %c, more than may be read at once"
                        .formatted(length, stream, message));
        }
        return kept.toByteArray();
    }

    private void tuple() throws IOException {
        int columns = in.readUnsignedShort();
        remaining -= Short.BYTES;
        out.writeShort(columns);
        for (int i = 0; i < columns; i++) {
            column();
        }
    }

    private void column() throws IOException {
        int kind = in.readUnsignedByte();
        remaining--;
        boolean hasValue = kind == 't' || kind == 'b';
        int length = hasValue ? readInt() : 0;
        if (length > OutboxEvent.LONGEST_OF_OVERSIZED) {
            skip(length);
            out.writeByte('u');
        } else {
            out.writeByte(kind);
            if (hasValue) {
                out.writeInt(length);
                copy(length);
            }
        }
    }

    /** A message written by {@code pg_logical_emit_message()}, which any role may call. */
    private void message() throws IOException {
        copy(MESSAGE_HEADER);
        int letters = 0;
        for (int letter = readByte(); letter != 0; letter = readByte()) {
            if (letters++ < OutboxEvent.LONGEST_OF_OVERSIZED) {
                out.writeByte(letter);
            }
        }
        out.writeByte(0);
        skip(readInt());
        out.writeInt(0);
    }

    private int readByte() throws IOException {
        remaining--;
        return in.readUnsignedByte();
    }

    private int copyByte() throws IOException {
        int next = readByte();
        out.writeByte(next);
        return next;
    }

    private int readInt() throws IOException {
        remaining -= Integer.BYTES;
        return in.readInt();
    }

    private void copy(int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        remaining -= length;
        out.write(bytes);
    }

    private void skip(int length) throws IOException {
        for (int rest = length; rest > 0; rest -= CHUNK) {
            in.readFully(chunk, 0, Math.min(rest, CHUNK));
        }
        remaining -= length;
    }
}
