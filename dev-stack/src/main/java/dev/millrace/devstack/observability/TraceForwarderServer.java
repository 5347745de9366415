package dev.millrace.devstack.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;

/** Main class of {@link TraceForwarder}. Metrics and logs are accepted and dropped. */
final class TraceForwarderServer {
    private static final int ACCEPTED = 202;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI zipkin;

    private TraceForwarderServer(URI zipkin) {
        this.zipkin = zipkin;
    }

    public static void main(String[] args) throws IOException {
        TraceForwarderServer forwarder = new TraceForwarderServer(URI.create(args[1]));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, 200);
        });
        server.createContext("/v1/traces", forwarder::forward);
        server.start();
    }

    private void forward(HttpExchange exchange) throws IOException {
        String spans = ZipkinSpans.of(ExportTraceServiceRequest.parseFrom(body(exchange)));
        HttpRequest request = HttpRequest.newBuilder(zipkin)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(spans))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != ACCEPTED) {
                System.err.println("Zipkin answered " + status);
            }
            answer(exchange, status == ACCEPTED ? 200 : 503);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer(exchange, 503);
        } catch (IOException e) {
            System.err.println("Zipkin does not answer: " + e);
            answer(exchange, 503);
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
