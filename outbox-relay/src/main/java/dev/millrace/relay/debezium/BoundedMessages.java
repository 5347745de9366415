package dev.millrace.relay.debezium;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The protocol messages that PostgreSQL sends. Oversized rows are shortened before the driver reads the message into
 * memory. Once the connection is encrypted, the bytes pass unchanged; {@link BoundedSslSocket} then has another
 * instance on the decrypted stream.
 */
final class BoundedMessages extends InputStream {
    private static final int HEADER = 5; // type and length; the length includes itself
    private static final int END = -1;
    /**
     * First bytes of the negotiation: S and G accept a request for TLS or GSS encryption, N refuses it; 0x16 is the
     * first byte of TLS without a request.
     */
    private static final String NEGOTIATION = "SGN\u0016";

    private static final byte[] NOTHING = {};
    private static final int BUFFER = 16_384;
    private static final Duration MAX_SILENCE = Duration.ofMinutes(1);

    private final Buffered in;
    private final DataInputStream patient;
    private final int longestMessage;
    private boolean begun;
    private boolean encrypted;
    private byte[] ready = NOTHING;
    private int given;
    private int passing;

    /** @param longestMessage longest message that passes unchanged, in bytes */
    BoundedMessages(InputStream in, int longestMessage) {
        this.in = new Buffered(in);
        this.patient = new DataInputStream(new Patient(this.in));
        this.longestMessage = longestMessage;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == END ? END : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (encrypted && given == ready.length) {
            return in.read(bytes, offset, length);
        }
        int done = 0;
        while (done == 0 || (done < length && isMoreAtHand())) {
            int more = readSome(bytes, offset + done, length - done);
            if (more == END) {
                return done == 0 ? END : done;
            }
            done += more;
        }
        return done;
    }

    private int readSome(byte[] bytes, int offset, int length) throws IOException {
        if (given == ready.length && passing == 0 && !next()) {
            return END;
        }
        if (given < ready.length) {
            int some = Math.min(length, ready.length - given);
            System.arraycopy(ready, given, bytes, offset, some);
            given += some;
            return some;
        }
        int some = in.read(bytes, offset, Math.min(length, passing));
        passing -= Math.max(0, some);
        return some;
    }

    /** @return false at the end of the stream */
    private boolean next() throws IOException {
        int type = in.read();
        if (type == END) {
            return false;
        }
        given = 0;
        if (!begun && NEGOTIATION.indexOf(type) != END) {
            encrypted = type != 'N';
            ready = new byte[] {(byte) type};
            return true;
        }
        begun = true;
        int length = patient.readInt();
        if (type == 'd' && length > longestMessage) {
            byte[] content = OversizedRows.shorten(patient, length - Integer.BYTES);
            ready = message(type, content.length + Integer.BYTES, content);
        } else {
            ready = message(type, length, NOTHING);
            passing = length - Integer.BYTES;
        }
        return true;
    }

    private static byte[] message(int type, int length, byte[] content) {
        return ByteBuffer.allocate(HEADER + content.length)
                .put((byte) type)
                .putInt(length)
                .put(content)
                .array();
    }

    private boolean isMoreAtHand() {
        return given < ready.length || (!encrypted && in.atHand() > 0);
    }

    @Override
    public int available() throws IOException {
        int more = in.available();
        if (encrypted || more == 0) {
            return encrypted ? more : ready.length - given;
        }
        return ready.length - given + Math.max(1, Math.min(passing, more));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static final class Buffered extends BufferedInputStream {
        Buffered(InputStream in) {
            super(in, BUFFER);
        }

        synchronized int atHand() {
            return count - pos;
        }
    }

    /**
     * Retries after read time-outs, which are meant for the wait between messages, and fails after a minute without
     * data.
     */
    private static final class Patient extends InputStream {
        private final InputStream in;

        Patient(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) == END ? END : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long began = System.nanoTime();
            while (true) {
                try {
                    return in.read(bytes, offset, length);
                } catch (SocketTimeoutException e) {
                    if (System.nanoTime() - began > MAX_SILENCE.toNanos()) {
                        throw new IOException("PostgreSQL broke off in the middle of a message", e);
                    }
                }
            }
        }
    }
}
