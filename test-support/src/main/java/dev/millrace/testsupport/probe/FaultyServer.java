package dev.millrace.testsupport.probe;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HTTP server with kept-alive connections that gives every request the same response, except for a number of injected
 * faults.
 */
public final class FaultyServer implements AutoCloseable {
    /** Ways in which a call ends without a response. */
    public enum Fault {
        CLOSED_AFTER_ACCEPT,
        CLOSED_AFTER_REQUEST,
        CLOSED_AFTER_HEADERS,
        CLOSED_HALF_WAY_THROUGH_THE_BODY,
        RESET,
        GARBAGE
    }

    private static final String GARBAGE = "\u0000\u00ff garbage \u0001\r\nthat is no HTTP\r\n\r\n";

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger faultsLeft = new AtomicInteger();
    private volatile Fault fault;
    private volatile String body = "{}";

    public FaultyServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The JSON body of all responses from now on. */
    public void answer(String json) {
        body = json;
    }

    /** Makes the next {@code times} calls fail and resets {@link #requests()} to zero. */
    public void fail(Fault how, int times) {
        requests.set(0);
        fault = how;
        faultsLeft.set(times);
        if (how == Fault.CLOSED_AFTER_ACCEPT) {
            connections.forEach(FaultyServer::close);
        }
    }

    /** Number of calls since the reset, failed ones included. */
    public int requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                threads.execute(() -> serve(connection));
            }
        } catch (SocketException closed) {
            // the server is closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            if (fault == Fault.CLOSED_AFTER_ACCEPT && takeFault()) {
                requests.incrementAndGet();
                return;
            }
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (readRequest(in)) {
                requests.incrementAndGet();
                if (fault != Fault.CLOSED_AFTER_ACCEPT && takeFault()) {
                    fail(connection);
                    return;
                }
                write(connection, head() + body);
            }
        } catch (SocketException closed) {
            // the client has disconnected, or the server closes its connections
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connections.remove(connection);
        }
    }

    private boolean takeFault() {
        return faultsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private void fail(Socket connection) throws IOException {
        switch (fault) {
            case CLOSED_AFTER_ACCEPT, CLOSED_AFTER_REQUEST -> {}
            case CLOSED_AFTER_HEADERS -> write(connection, head());
            case CLOSED_HALF_WAY_THROUGH_THE_BODY -> write(connection, head() + body.substring(0, body.length() / 2));
            case RESET -> connection.setSoLinger(true, 0);
            case GARBAGE -> write(connection, GARBAGE);
        }
    }

    private String head() {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(body.length());
    }

    private static void write(Socket connection, String text) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** @return false at the end of the connection */
    private static boolean readRequest(InputStream in) throws IOException {
        int length = 0;
        String line = readLine(in);
        if (line == null) {
            return false;
        }
        while (!line.isEmpty()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
            line = readLine(in);
            if (line == null) {
                return false;
            }
        }
        in.skipNBytes(length);
        return true;
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = in.read();
        }
        return next < 0 ? null : line.toString().stripTrailing();
    }

    private static void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(FaultyServer::close);
        threads.close();
    }
}
