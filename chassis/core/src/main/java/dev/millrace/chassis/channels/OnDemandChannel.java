package dev.millrace.chassis.channels;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * A Kafka channel that fetches records only while somebody needs them. It must be the only consumer of its group and
 * read from the latest offset: records that are written while it is paused are skipped.
 */
public final class OnDemandChannel {
    private static final Logger LOG = Logger.getLogger(OnDemandChannel.class);
    private static final Duration SEEK_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaClientService clients;
    private final String channel;
    private final AtomicBoolean fetching = new AtomicBoolean(true);

    /** @param channel name of the incoming channel; it may be disabled, then nothing has an effect */
    public OnDemandChannel(KafkaClientService clients, String channel) {
        this.clients = clients;
        this.channel = channel;
    }

    /**
     * Ends a pause; returns at once.
     *
     * @param resumed called after a pause, once every record that is written from then on is received
     */
    public void resume(Runnable resumed) {
        if (fetching.compareAndSet(false, true)) {
            onPollingThread(
                    consumer -> {
                        if (fetching.get()) {
                            consumer.seekToEnd(consumer.assignment());
                            consumer.resume(consumer.assignment());
                            for (TopicPartition partition : consumer.assignment()) {
                                consumer.position(partition, SEEK_TIMEOUT); // seeks now, and not with the next poll
                            }
                        }
                    },
                    resumed);
        }
    }

    /**
     * Pauses the channel. Call it when a record has arrived that nobody needs.
     *
     * @param needed evaluated once more, for those who have called {@link #resume} meanwhile
     */
    public void pause(BooleanSupplier needed) {
        fetching.set(false);
        onPollingThread(
                consumer -> {
                    if (!fetching.get()) {
                        consumer.pause(consumer.assignment());
                    }
                },
                () -> {});
        if (needed.getAsBoolean()) {
            resume(() -> {});
        }
    }

    private void onPollingThread(
            Consumer<org.apache.kafka.clients.consumer.Consumer<Object, Object>> action, Runnable then) {
        KafkaConsumer<Object, Object> consumer = clients.getConsumer(channel);
        if (consumer == null) {
            return;
        }
        Uni<Void> done = consumer.runOnPollingThread(action);
        done.subscribe().with(ignored -> then.run(), failed -> LOG.warnf("%s: %s", channel, failed));
    }
}
