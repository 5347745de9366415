package dev.millrace.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.ProcessFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for Knative's activator and autoscaler. It listens whether or not the part runs, starts it for the first
 * request, holds requests until it is ready, passes on so many at once, and stops it once it has been idle for a while.
 */
final class OnDemand implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(2);
    /** Belong to a connection, or are set by the client itself. */
    private static final Set<String> NOT_PASSED =
            Set.of("connection", "host", "content-length", "transfer-encoding", "upgrade", "http2-settings", "expect");

    /** As containerConcurrency: what has piled up before the start does not fall upon the part all at once. */
    private static final int AT_ONCE = 10;

    private final ManagedProcess part;
    private final HttpServer server;
    private final Semaphore room = new Semaphore(AT_ONCE, true);
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Duration> coldStarts = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger served = new AtomicInteger();
    private int underWay;
    private ScheduledFuture<?> stop;

    static {
        // s; a client that finds its idle connection closed may have lost an order
        System.setProperty("sun.net.httpserver.idleInterval", "600");
    }

    OnDemand(ManagedProcess part) {
        this.part = part;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(requests);
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Requests that were passed on and answered. */
    int served() {
        return served.get();
    }

    /** From the first request of each burst until the part was ready. */
    List<Duration> coldStarts() {
        return List.copyOf(coldStarts);
    }

    /** What went wrong here: nobody else might tell. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Ends the part too. */
    @Override
    public void close() {
        server.stop(0);
        requests.close();
        clock.shutdownNow();
        http.close();
        part.kill();
    }

    private void serve(HttpExchange exchange) throws IOException {
        begin();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            awaitPart();
            HttpResponse<byte[]> answer = passOn(exchange, body);
            answer.headers().map().forEach((name, values) -> {
                if (isPassed(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            byte[] content = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
            served.incrementAndGet();
        } catch (IOException | ProcessFailed e) {
            failures.add(exchange.getRequestMethod() + ": " + e);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        underWay++;
        if (stop != null) {
            stop.cancel(false);
        }
    }

    /** The first request starts the part; the others wait for it here. */
    private synchronized void awaitPart() {
        if (!part.isRunning()) {
            long before = System.nanoTime();
            part.start(Millrace.TIMEOUT);
            coldStarts.add(Duration.ofNanos(System.nanoTime() - before));
        }
    }

    private synchronized void end() {
        if (--underWay == 0) {
            stop = clock.schedule(this::stopIfIdle, IDLE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void stopIfIdle() {
        if (underWay == 0 && !part.stop()) {
            failures.add(part.name() + " did not end by itself");
        }
    }

    private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        room.acquire();
        try {
            return http.send(passedOn(exchange, body), BodyHandlers.ofByteArray());
        } finally {
            room.release();
        }
    }

    private HttpRequest passedOn(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(part.address() + exchange.getRequestURI()))
                .timeout(Millrace.TIMEOUT)
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (isPassed(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static boolean isPassed(String header) {
        return !NOT_PASSED.contains(header.toLowerCase(Locale.ROOT));
    }
}
