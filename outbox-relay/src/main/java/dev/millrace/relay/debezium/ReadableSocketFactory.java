package dev.millrace.relay.debezium;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.SocketFactory;

/**
 * Creates sockets for the driver, which creates this factory by its class name. The argument holds the owner's id, by
 * which the owner finds its socket: the driver offers no other way to get it.
 */
public final class ReadableSocketFactory extends SocketFactory {
    private static final Map<String, Deque<ReadableSocket>> OPENED = new ConcurrentHashMap<>();

    private final String owner;
    private final int longestMessage;

    /** @param argument made by {@link #argument} */
    public ReadableSocketFactory(String argument) {
        String[] parts = argument.split("/");
        this.owner = parts[0];
        this.longestMessage = Integer.parseInt(parts[1]);
    }

    /** @param longestMessage in bytes; longer messages are shortened */
    static String argument(String owner, int longestMessage) {
        return owner + "/" + longestMessage;
    }

    /** The owner's newest open socket. Debezium opens others in between, but soon closes them. */
    static ReadableSocket openOf(String owner) {
        Deque<ReadableSocket> sockets = Objects.requireNonNull(OPENED.get(owner));
        sockets.removeIf(Socket::isClosed);
        return sockets.getLast();
    }

    static void forget(String owner) {
        OPENED.remove(owner);
    }

    @Override
    public Socket createSocket() {
        ReadableSocket socket = new ReadableSocket(longestMessage);
        OPENED.computeIfAbsent(owner, newOwner -> new ConcurrentLinkedDeque<>()).add(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connectedLater();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connectedLater();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connectedLater();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw connectedLater();
    }

    private static UnsupportedOperationException connectedLater() {
        return new UnsupportedOperationException("the PostgreSQL driver connects its sockets itself");
    }
}
