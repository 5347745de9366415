package dev.millrace.testsupport.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Client of a stream of server-sent events. */
public final class EventStream implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 30;

    /**
     * An event or a comment.
     *
     * @param id null if there is none
     * @param data null if there is none
     */
    public record Event(String id, String data, String comment) {}

    private final BlockingQueue<Optional<Event>> received = new LinkedBlockingQueue<>();
    private final HttpResponse<InputStream> answer;

    private EventStream(HttpResponse<InputStream> answer) {
        this.answer = answer;
        Thread.ofVirtual().start(this::read);
    }

    /** Returns when the response headers have arrived. */
    public static EventStream open(String url, String token) {
        return open(request(url, token));
    }

    /** @param lastEventId id of the last event that the client has seen */
    public static EventStream open(String url, String token, String lastEventId) {
        return open(request(url, token).header("Last-Event-ID", lastEventId));
    }

    private static HttpRequest.Builder request(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
    }

    private static EventStream open(HttpRequest.Builder request) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            return new EventStream(client.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int status() {
        return answer.statusCode();
    }

    /** Null if the response does not have the header. */
    public String header(String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    /** Waits for the next event or comment; empty at the end of the stream. */
    public Optional<Event> next() {
        try {
            Optional<Event> next = received.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing came for " + TIMEOUT_SECONDS + " s");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the next event and skips comments; empty at the end of the stream. */
    public Optional<Event> nextEvent() {
        Optional<Event> next = next();
        while (next.isPresent() && next.get().data() == null) {
            next = next();
        }
        return next;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            Event event = new Event(null, null, null);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    event = with(event, line);
                } else if (event.data() != null || event.comment() != null) {
                    received.add(Optional.of(event));
                    event = new Event(null, null, null);
                }
            }
        } catch (IOException brokenOff) {
            // for a client this is the end of the stream
        }
        received.add(Optional.empty());
    }

    private static Event with(Event event, String line) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        return switch (line.substring(0, line.indexOf(':'))) {
            case "" -> new Event(event.id(), event.data(), value);
            case "id" -> new Event(value, event.data(), event.comment());
            case "data" -> new Event(event.id(), value, event.comment());
            default -> event;
        };
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
