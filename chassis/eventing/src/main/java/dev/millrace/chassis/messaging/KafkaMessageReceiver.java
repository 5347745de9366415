package dev.millrace.chassis.messaging;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Receives messages from Kafka (CloudEvents binary content mode). Messages that arrived during the last transaction are
 * handled in the next one. If that fails, each is handled in its own transaction. A message that fails then becomes a
 * dead letter with the error in its headers, and the next message is handled. During shutdown it does not become a dead
 * letter (see {@link ShutdownGate}).
 */
@ApplicationScoped
public class KafkaMessageReceiver {
    private final Dispatcher dispatcher;
    private final ShutdownGate gate;
    private final int batchSize;

    KafkaMessageReceiver(Dispatcher dispatcher, ShutdownGate gate, MessagingConfig config) {
        this.dispatcher = dispatcher;
        this.gate = gate;
        this.batchSize = config.batchSize();
    }

    /** The subscriber that a consumer's {@code @Incoming} method returns. */
    public Flow.Subscriber<Message<byte[]>> receive() {
        return new BatchSubscriber<>(batchSize, Infrastructure.getDefaultExecutor(), this::handleBatch);
    }

    /** Handles a record from a {@link TopicReader}; see {@link Dispatcher#replay}. */
    public void replay(MessageHandlers table, ConsumerRecord<?, byte[]> record) {
        dispatcher.replay(table, CloudEventReader.read(record));
    }

    private void handleBatch(List<Message<byte[]>> messages) {
        Map<Message<byte[]>, Delivery> deliveries = new LinkedHashMap<>();
        List<CompletionStage<Void>> parked = new ArrayList<>();
        for (Message<byte[]> message : messages) {
            try {
                ConsumerRecord<?, byte[]> record = recordOf(message);
                dispatcher
                        .read(record.topic(), CloudEventReader.read(record))
                        .ifPresentOrElse(delivery -> deliveries.put(message, delivery), message::ack);
            } catch (RuntimeException unreadable) {
                parked.add(message.nack(unreadable));
            }
        }
        if (!deliveries.isEmpty()) {
            handle(deliveries);
        }
        parked.forEach(KafkaMessageReceiver::await);
    }

    private void handle(Map<Message<byte[]>, Delivery> deliveries) {
        if (deliveries.size() > 1 && handleTogether(new ArrayList<>(deliveries.values()))) {
            deliveries.keySet().forEach(Message::ack);
        } else {
            deliveries.forEach(this::handle);
        }
    }

    private boolean handleTogether(List<Delivery> deliveries) {
        return gate.enter(() -> dispatcher.handleTogether(deliveries)).orElse(false);
    }

    private void handle(Message<byte[]> message, Delivery delivery) {
        gate.enter(() -> {
            try {
                dispatcher.handle(delivery);
                message.ack();
            } catch (Exception e) {
                await(message.nack(e));
            }
            return true;
        });
    }

    /** Waits for a dead letter: the channel stops until it has been written. */
    private static void await(CompletionStage<Void> letter) {
        letter.toCompletableFuture().join();
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<?, byte[]> recordOf(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow(() -> new IllegalStateException("The message is no record from Kafka"))
                .getRecord();
    }
}
