package dev.millrace.gateway.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An order-service whose responses the test writes in chunks; a test's field of this type is injected. The gateway has
 * low limits of streams. They are the same for all tests, which therefore share one application.
 */
public class StreamingDouble implements QuarkusTestResourceLifecycleManager {
    static final int MAXIMUM = 5;
    static final int MAXIMUM_PER_CALLER = 2;

    private static final int TIMEOUT_SECONDS = 30;

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> calls.add(new Call(exchange)));
        server.start();
        return Map.of(
                "order-service.addresses",
                "127.0.0.1:" + server.getAddress().getPort(),
                "gateway.events.maximum",
                Integer.toString(MAXIMUM),
                "gateway.events.maximum-per-caller",
                Integer.toString(MAXIMUM_PER_CALLER));
    }

    void reset() {
        calls.clear();
    }

    /** Waits for the next call of the gateway. */
    Call next() {
        try {
            Call call = calls.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (call == null) {
                throw new AssertionError("No call came");
            }
            return call;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Begins a stream for a waiting call; returns whether there was one. */
    boolean answerOne(String event) {
        Call call = calls.poll();
        if (call != null) {
            call.head(200, "text/event-stream").write(event);
        }
        return call != null;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(StreamingDouble.class));
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** A call that waits for its response. */
    record Call(HttpExchange exchange) {
        String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }

        String path() {
            return exchange.getRequestURI().getPath();
        }

        Call head(int status, String contentType) {
            exchange.getResponseHeaders().add("Content-Type", contentType);
            return sending(() -> exchange.sendResponseHeaders(status, status == 204 ? -1 : 0));
        }

        Call write(String text) {
            return sending(() -> {
                exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            });
        }

        void end() {
            exchange.close();
        }

        private Call sending(Step step) {
            try {
                step.run();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private interface Step {
            void run() throws IOException;
        }
    }
}
