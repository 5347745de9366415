package dev.millrace.gateway.overview;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.gateway.customers.CustomerServiceClient;
import dev.millrace.gateway.history.OrderHistoryClient;
import dev.millrace.gateway.orders.OrderServiceClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The parts are fetched in parallel: here no service answers before all three are asked. */
class OverviewComposerTest {
    private static final int PARTS = 3;

    private final List<UniEmitter<? super RestResponse<byte[]>>> asked = new ArrayList<>();

    @Test
    void shouldAskAllServicesBeforeOneHasAnswered() {
        OverviewConfig config = new Config();
        OverviewComposer composer = new OverviewComposer(
                client(CustomerServiceClient.class),
                client(OrderServiceClient.class),
                client(OrderHistoryClient.class),
                new OverviewPartLoader(config, new ObjectMapper(), new SimpleMeterRegistry()),
                config);
        Overview overview = composer.of("7").await().atMost(Duration.ofSeconds(10));
        assertThat(overview.missing()).isEmpty();
        assertThat(overview.partial()).isFalse();
    }

    private <T> T client(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        Uni.createFrom().<RestResponse<byte[]>>emitter(this::answerOnceAllAreAsked)));
    }

    private synchronized void answerOnceAllAreAsked(UniEmitter<? super RestResponse<byte[]>> caller) {
        asked.add(caller);
        if (asked.size() == PARTS) {
            asked.forEach(each -> each.complete(RestResponse.ok("{\"items\": []}".getBytes(UTF_8))));
        }
    }

    private record Config() implements OverviewConfig {
        @Override
        public Duration deadline() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int orders() {
            return 5;
        }

        @Override
        public int history() {
            return 10;
        }
    }
}
