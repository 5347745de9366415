package dev.millrace.chassis.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

class ConsumerStartTest {
    private static final Message<String> MESSAGE = Message.of("first");

    private final ConsumerStart start = new ConsumerStart(new NoClients(), new ShutdownGate());
    private final AssertSubscriber<Message<?>> subscriber = AssertSubscriber.create(1);

    @Test
    void shouldSubscribeToKafkaAfterTheStart() {
        subscribe(true);
        subscriber.assertHasNotReceivedAnyItem();
        start.begin(new StartupEvent());
        subscriber.awaitItems(1).assertItems(MESSAGE);
    }

    @Test
    void shouldNotSubscribeWhenTheServiceStopsBefore() {
        subscribe(true);
        start.begin(new StartupEvent());
        start.cancel(new ShutdownEvent());
        await().during(Duration.ofMillis(300)).until(() -> subscriber.getItems().isEmpty());
    }

    @Test
    void shouldSubscribeAtOnceToAChannelOfTheServiceItself() {
        subscribe(false);
        subscriber.assertItems(MESSAGE);
    }

    private void subscribe(boolean isConnector) {
        start.decorate(Multi.createFrom().item(MESSAGE), List.of("channel"), isConnector)
                .map(each -> (Message<?>) each)
                .subscribe()
                .withSubscriber(subscriber);
    }

    private static final class NoClients implements KafkaClientService {
        @Override
        public <K, V> List<KafkaConsumer<K, V>> getConsumers(String channel) {
            return List.of();
        }

        @Override
        public <K, V> KafkaProducer<K, V> getProducer(String channel) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<String> getConsumerChannels() {
            return Set.of();
        }

        @Override
        public Set<String> getProducerChannels() {
            return Set.of();
        }
    }
}
