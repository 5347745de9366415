package dev.millrace.chassis.messaging;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConsumerStartTest {
    private static final Message<String> MESSAGE = Message.of("first");

    private final List<Runnable> delayed = new ArrayList<>();
    private final ConsumerStart start = new ConsumerStart(new NoClients(), new ShutdownGate(), (delay, task) -> {
        assertThat(delay).isPositive();
        delayed.add(task);
    });
    private final AssertSubscriber<Message<?>> subscriber = AssertSubscriber.create(1);

    @Test
    void shouldSubscribeToKafkaAfterTheStart() {
        subscribe(true);
        start.begin(new StartupEvent());
        subscriber.assertHasNotReceivedAnyItem();
        delayed.forEach(Runnable::run);
        subscriber.assertItems(MESSAGE);
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
