package dev.millrace.relay.debezium;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A socket that can be waited on outside of the driver. The driver's own blocking read holds the lock that confirming a
 * position needs. Only one thread may read.
 */
final class ReadableSocket extends Socket {
    private final int longestMessage;
    private @Nullable PeekableInput input;

    ReadableSocket(int longestMessage) {
        this.longestMessage = longestMessage;
    }

    @Override
    public synchronized PeekableInput getInputStream() throws IOException {
        if (input == null) {
            input = new PeekableInput(new BoundedMessages(super.getInputStream(), longestMessage));
        }
        return input;
    }

    /** True when there is something to read or the stream has ended; false after the time-out. */
    boolean awaitReadable(Duration timeout) throws IOException {
        int previous = getSoTimeout();
        setSoTimeout((int) timeout.toMillis());
        try {
            getInputStream().peek();
            return true;
        } catch (SocketTimeoutException nothingCame) {
            return false;
        } finally {
            setSoTimeout(previous);
        }
    }
}
