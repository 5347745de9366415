package dev.millrace.gateway.orders;

import dev.millrace.gateway.discovery.BaseInstanceSelector;
import dev.millrace.gateway.forwarding.ForwardedHeaders;
import dev.millrace.gateway.forwarding.TransportFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.stork.api.ServiceInstance;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Client of order-service's event streams. Passes bytes unchanged, with back-pressure from the client. It has a
 * connection pool of its own, so that long-lived streams take no connections from other requests.
 */
@ApplicationScoped
class OrderEventsClient {
    private static final String SERVICE = "order-service";
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final int CONNECT_MILLIS = 500;

    private final HttpClient http;
    private final ForwardedHeaders forwarded;
    private final OrderEventsConfig config;

    OrderEventsClient(Vertx vertx, ForwardedHeaders forwarded, OrderEventsConfig config) {
        this.forwarded = forwarded;
        this.config = config;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxPoolSize(config.maximum())
                .setMaxWaitQueueSize(0)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) config.idleTimeout().toMillis()));
    }

    /** Returns whatever an instance answers, except 503; fails when no instance answers. */
    Uni<HttpClientResponse> watch(String order, HttpHeaders caller) {
        MultivaluedMap<String, String> headers =
                forwarded.update(caller.getRequestHeaders(), new MultivaluedHashMap<>());
        String lastEventId = caller.getHeaderString(LAST_EVENT_ID);
        if (lastEventId != null) {
            headers.putSingle(LAST_EVENT_ID, lastEventId);
        }
        return BaseInstanceSelector.select(SERVICE)
                .flatMap(instance -> call(instance, "/orders/" + order + "/events", headers))
                .onFailure(TransportFailure.class)
                .retry()
                .atMost(2);
    }

    private Uni<HttpClientResponse> call(
            ServiceInstance instance, String path, MultivaluedMap<String, String> headers) {
        RequestOptions request = new RequestOptions()
                .setHost(instance.getHost())
                .setPort(instance.getPort())
                .setURI(path);
        headers.forEach((name, values) -> request.addHeader(name, values.getFirst()));
        instance.recordStart(true);
        return http.request(request)
                .flatMap(sent -> sent.send().onCancellation().invoke(sent::reset))
                .invoke(HttpClientResponse::pause)
                .flatMap(OrderEventsClient::failIfUnavailable)
                .ifNoItem()
                .after(config.responseTimeout())
                .failWith(() -> new TimeoutException(SERVICE + " has not answered"))
                .onFailure()
                .transform(TransportFailure::of)
                .onTermination()
                .invoke((answer, failure, cancelled) -> record(instance, answer != null, failure));
    }

    /** A 503 means the instance is draining or full. It becomes a failure so that another instance is tried. */
    private static Uni<HttpClientResponse> failIfUnavailable(HttpClientResponse answer) {
        if (answer.statusCode() != 503) {
            return Uni.createFrom().item(answer);
        }
        answer.request().connection().closeAndForget();
        return Uni.createFrom().failure(new IOException("An instance of " + SERVICE + " accepts no streams now"));
    }

    /** If the client cancels before the response, there is neither answer nor failure. */
    private static void record(ServiceInstance instance, boolean answered, Throwable failure) {
        if (answered) {
            instance.recordReply();
        }
        instance.recordEnd(failure);
    }

    /** The body until it ends or breaks off. Cancellation closes the connection to the service. */
    static Multi<byte[]> body(HttpClientResponse answer) {
        return answer.toMulti()
                .map(part -> part.getBytes())
                .onCancellation()
                .call(() -> answer.request().connection().close());
    }

    @PreDestroy
    void close() {
        http.closeAndForget();
    }
}
