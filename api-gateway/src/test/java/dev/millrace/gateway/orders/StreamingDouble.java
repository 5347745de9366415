package dev.millrace.gateway.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An order-service whose responses the test writes in chunks; a test's field of this type is injected. */
public class StreamingDouble implements QuarkusTestResourceLifecycleManager {
    private static final int TIMEOUT_SECONDS = 30;

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final Map<String, String> configuration = new HashMap<>();
    private HttpServer server;

    @Override
    public void init(Map<String, String> arguments) {
        configuration.putAll(arguments);
    }

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
        configuration.put(
                "order-service.addresses", "127.0.0.1:" + server.getAddress().getPort());
        return configuration;
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
