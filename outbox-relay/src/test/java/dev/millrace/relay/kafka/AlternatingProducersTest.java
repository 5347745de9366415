package dev.millrace.relay.kafka;

import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AlternatingProducersTest {
    private final MockProducer<byte[], byte[]> first = producer();
    private final MockProducer<byte[], byte[]> second = producer();
    private final AlternatingProducers producers = new AlternatingProducers(List.of(first, second));

    @Test
    void shouldFenceEveryPredecessorWhenAsked() {
        producers.fencePredecessors();

        assertThat(List.of(first, second)).allMatch(MockProducer::transactionInitialized);
    }

    @Test
    void shouldGiveAnotherProducerWhenOneHasHadItsTurn() {
        var one = producers.next();

        assertThat(producers.next()).isNotSameAs(one);
        assertThat(producers.next()).isSameAs(one);
    }

    @Test
    void shouldCloseEveryProducerWhenClosed() {
        producers.close();

        assertThat(List.of(first, second)).allMatch(MockProducer::closed);
    }

    private static MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
