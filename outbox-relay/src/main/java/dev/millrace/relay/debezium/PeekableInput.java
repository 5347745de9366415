package dev.millrace.relay.debezium;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that can wait for the next byte without consuming it. */
final class PeekableInput extends FilterInputStream {
    private static final int NONE = -1;

    private int peeked = NONE;

    PeekableInput(InputStream in) {
        super(in);
    }

    /** Waits for the next byte, or for the end of the stream. */
    void peek() throws IOException {
        if (peeked == NONE) {
            peeked = in.read();
        }
    }

    @Override
    public int read() throws IOException {
        if (peeked == NONE) {
            return in.read();
        }
        int next = peeked;
        peeked = NONE;
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (peeked == NONE || length == 0) {
            return in.read(bytes, offset, length);
        }
        bytes[offset] = (byte) read();
        int more = Math.min(length - 1, in.available());
        return more == 0 ? 1 : 1 + Math.max(0, in.read(bytes, offset + 1, more));
    }

    @Override
    public long skip(long count) throws IOException {
        return peeked == NONE || count <= 0 ? in.skip(count) : read() == NONE ? 0 : 1;
    }

    @Override
    public int available() throws IOException {
        return in.available() + (peeked == NONE ? 0 : 1);
    }
}
