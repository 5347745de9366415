package dev.millrace.gateway.discovery;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A DNS server for SRV records; all targets are on this machine. */
final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int MAX = 512;
    private static final short ANSWER_NO_ERROR = (short) 0x8180;
    private static final short TO_THE_QUESTION = (short) 0xC00C;
    private static final short A = 1;
    private static final short SRV = 33;
    private static final short INTERNET = 1;

    private final DatagramSocket socket;
    private volatile List<Integer> ports = List.of();

    NameServer() throws SocketException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    void publish(List<Integer> instances) {
        ports = instances;
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket query = new DatagramPacket(new byte[MAX], MAX);
                socket.receive(query);
                byte[] answer = answer(ByteBuffer.wrap(query.getData(), 0, query.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            }
        } catch (IOException closed) {
            // closed at the end of the test
        }
    }

    private byte[] answer(ByteBuffer query) {
        int end = HEADER;
        while (query.get(end) != 0) {
            end += query.get(end) + 1;
        }
        short type = query.getShort(end + 1);
        byte[] question = new byte[end + 5 - HEADER];
        query.get(HEADER, question);
        List<Integer> found = type == SRV ? ports : type == A ? List.of(0) : List.of();
        ByteBuffer answer = ByteBuffer.allocate(MAX)
                .putShort(query.getShort(0))
                .putShort(ANSWER_NO_ERROR)
                .putShort((short) 1)
                .putShort((short) found.size())
                .putInt(0)
                .put(question);
        found.forEach(port -> putRecord(answer, type, port));
        byte[] bytes = new byte[answer.position()];
        answer.get(0, bytes);
        return bytes;
    }

    private static void putRecord(ByteBuffer answer, short type, int port) {
        byte[] data = type == SRV ? srv(port) : new byte[] {127, 0, 0, 1};
        answer.putShort(TO_THE_QUESTION)
                .putShort(type)
                .putShort(INTERNET)
                .putInt(1)
                .putShort((short) data.length)
                .put(data);
    }

    /** Priority, weight, port, target. */
    private static byte[] srv(int port) {
        byte[] host = "here".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + host.length)
                .putInt(0)
                .putShort((short) port)
                .put((byte) host.length)
                .put(host)
                .put((byte) 0)
                .array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
