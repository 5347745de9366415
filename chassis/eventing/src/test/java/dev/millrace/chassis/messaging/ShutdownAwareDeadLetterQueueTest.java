package dev.millrace.chassis.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShutdownAwareDeadLetterQueueTest {
    private final List<String> happened = new ArrayList<>();
    private final ShutdownGate door = new ShutdownGate();
    private final KafkaFailureHandler handler = new ShutdownAwareDeadLetterQueue(
                    (config, vertx, consumer, reportFailure) -> new Noting(), door)
            .create(null, null, null, null);

    @Test
    void shouldMakeNoProducerBeforeTheFirstDeadLetterAndOneForAll() {
        assertThat(happened).isEmpty();
        fail();
        fail();
        handler.terminate();
        assertThat(happened).containsExactly("made", "parked", "parked", "ended");
    }

    @Test
    void shouldParkNothingWhenTheServiceIsEnding() throws Exception {
        door.close(null);
        fail();
        handler.terminate();
        assertThat(happened).isEmpty();
    }

    private void fail() {
        handler.handle(null, new IllegalStateException(), Metadata.empty())
                .await()
                .indefinitely();
    }

    private final class Noting implements KafkaFailureHandler {
        private Noting() {
            happened.add("made");
        }

        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
            happened.add("parked");
            return Uni.createFrom().voidItem();
        }

        @Override
        public void terminate() {
            happened.add("ended");
        }
    }
}
