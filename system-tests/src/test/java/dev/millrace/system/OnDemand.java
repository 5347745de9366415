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
 * Stands in for Knative's activator and autoscaler. It always listens, starts the process on the first request, queues
 * requests until the process is ready, limits concurrent requests, and stops the process after an idle time.
 */
final class OnDemand implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(2);
    /** Connection-specific headers, and headers that the HTTP client sets itself. */
    private static final Set<String> NOT_FORWARDED =
            Set.of("connection", "host", "content-length", "transfer-encoding", "upgrade", "http2-settings", "expect");

    /**
     * Like Knative's containerConcurrency: the requests queued during the start must not hit the process all at once.
     */
    private static final int MAX_CONCURRENT = 10;

    private final ManagedProcess process;
    private final HttpServer server;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT, true);
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Duration> coldStarts = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger served = new AtomicInteger();
    private int inFlight;
    private ScheduledFuture<?> stop;

    static {
        // in seconds; if the server closed an idle connection while a client reuses it, an order could be lost
        System.setProperty("sun.net.httpserver.idleInterval", "600");
    }

    OnDemand(ManagedProcess process) {
        this.process = process;
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

    /** Number of requests that were forwarded and answered. */
    int served() {
        return served.get();
    }

    /** Times from the first request of a burst until the process was ready. */
    List<Duration> coldStarts() {
        return List.copyOf(coldStarts);
    }

    /** Failures of this proxy itself, which no client may have reported. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Also kills the process. */
    @Override
    public void close() {
        server.stop(0);
        requests.close();
        clock.shutdownNow();
        http.close();
        process.kill();
    }

    private void serve(HttpExchange exchange) throws IOException {
        begin();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            awaitProcess();
            HttpResponse<byte[]> answer = forward(exchange, body);
            if (isDelivered(exchange, answer)) {
                served.incrementAndGet();
            }
        } catch (IOException | ProcessFailed e) {
            failures.add(exchange.getRequestMethod() + ": " + e);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    /** Returns false if the client has stopped waiting. */
    private static boolean isDelivered(HttpExchange exchange, HttpResponse<byte[]> answer) {
        answer.headers().map().forEach((name, values) -> {
            if (isForwarded(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] content = answer.body();
        try {
            exchange.sendResponseHeaders(answer.statusCode(), content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
            return true;
        } catch (IOException clientIsGone) {
            return false;
        }
    }

    private synchronized void begin() {
        inFlight++;
        if (stop != null) {
            stop.cancel(false);
        }
    }

    /** Starts the process on the first request; concurrent requests wait for it here. */
    private synchronized void awaitProcess() {
        if (!process.isRunning()) {
            long before = System.nanoTime();
            process.start(Millrace.TIMEOUT);
            coldStarts.add(Duration.ofNanos(System.nanoTime() - before));
        }
    }

    private synchronized void end() {
        if (--inFlight == 0) {
            stop = clock.schedule(this::stopIfIdle, IDLE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void stopIfIdle() {
        if (inFlight == 0 && !process.stop()) {
            failures.add(process.name() + " did not end by itself");
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        permits.acquire();
        try {
            return http.send(forwarded(exchange, body), BodyHandlers.ofByteArray());
        } finally {
            permits.release();
        }
    }

    private HttpRequest forwarded(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(process.address() + exchange.getRequestURI()))
                .timeout(Millrace.TIMEOUT)
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (isForwarded(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static boolean isForwarded(String header) {
        return !NOT_FORWARDED.contains(header.toLowerCase(Locale.ROOT));
    }
}
