package dev.millrace.chassis.messaging;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShutdownAwareDeadLetterQueueTest {
    private final List<String> happened = new ArrayList<>();
    private final ShutdownGate gate = new ShutdownGate();
    private final KafkaFailureHandler handler =
            new ShutdownAwareDeadLetterQueue(new Writing(2), gate).create(configuration(), null, null, null);

    @Test
    void shouldWriteLaterAndThenCommitWhenTheLetterCannotBeWrittenNow() {
        fail();
        assertThat(happened).containsExactly("refused", "refused", "written to things.dlq", "committed");
    }

    @Test
    void shouldLeaveTheRecordWhenTheServiceIsEnding() throws Exception {
        gate.close(null);
        fail();
        assertThat(happened).isEmpty();
    }

    private void fail() {
        IncomingKafkaRecord<String, byte[]> record = new IncomingKafkaRecord<>(
                new ConsumerRecord<>("things", 0, 7, "key", new byte[0]), "things", 0, new Committing(), null, false);
        handler.handle(record, new IllegalStateException(), Metadata.empty())
                .await()
                .indefinitely();
    }

    private static KafkaConnectorIncomingConfiguration configuration() {
        return new KafkaConnectorIncomingConfiguration(new SmallRyeConfigBuilder()
                .withDefaultValue("channel-name", "things")
                .withDefaultValue("dead-letter-queue.topic", "things.dlq")
                .withDefaultValue("value.deserializer", "none")
                .build());
    }

    private final class Committing implements KafkaCommitHandler {
        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
            happened.add("committed");
            return Uni.createFrom().voidItem();
        }
    }

    private final class Writing extends DeadLetterProducer {
        private int refusals;

        private Writing(int refusals) {
            super(Map.of(), "test", new SimpleMeterRegistry(), null);
            this.refusals = refusals;
        }

        @Override
        Uni<Void> write(String topic, ConsumerRecord<?, ?> record, Throwable reason) {
            return Uni.createFrom().item(() -> {
                if (refusals-- > 0) {
                    happened.add("refused");
                    throw new UnknownTopicOrPartitionException();
                }
                happened.add("written to " + topic);
                return null;
            });
        }
    }
}
