package dev.millrace.system.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A raw HTTP/1.1 client, since a client library would correct or refuse invalid requests. One connection for each
 * request.
 */
final class Exchange {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final URI server;
    private final String token;

    /** @param token bearer token, or null */
    Exchange(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    Answer get(String path) throws IOException {
        return send(new Input("GET", path, Map.of(), null, Set.of()));
    }

    Answer send(Input input) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(bytes(input));
            return read(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private byte[] bytes(Input input) throws IOException {
        byte[] body = input.body() == null ? new byte[0] : input.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder()
                .append(input.method() + " " + input.target() + " HTTP/1.1\r\n")
                .append("Host: " + server.getAuthority() + "\r\nConnection: close\r\n");
        if (token != null) {
            head.append("Authorization: Bearer " + token + "\r\n");
        }
        input.headers().forEach((name, values) -> values.forEach(value -> head.append(name + ": " + value + "\r\n")));
        if (input.body() != null && !input.headers().containsKey("Content-Type")) {
            head.append("Content-Type: application/json\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.append("Content-Length: " + body.length + "\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1));
        all.write(body);
        return all.toByteArray();
    }

    /** Does not read the body of an event stream. */
    private static Answer read(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        boolean stream = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
        byte[] body = stream ? new byte[0] : headers.containsKey("transfer-encoding") ? chunks(in) : in.readAllBytes();
        return new Answer(status, headers.get("location"), new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new EOFException("The answer breaks off after: " + line);
            }
            line.append((char) each);
        }
        return line.toString().strip();
    }
}
