package dev.millrace.bench.relay;

import dev.millrace.devstack.DevStack;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Baseline: latency of Kafka transactions at a fixed rate, without a database or relay. */
final class TransactionCost {
    private static final String NAME = "transaction";

    private final DevStack stack;
    private final Workload workload;
    private final Results results;

    TransactionCost(DevStack stack, Workload workload, Results results) {
        this.stack = stack;
        this.workload = workload;
        this.results = results;
    }

    /** @param records records per transaction, each to a topic of its own, like the relay's event and offset */
    void measure(String id, int records) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "transactional.id",
                id,
                "linger.ms",
                0,
                "retry.backoff.ms",
                2,
                "enable.metrics.push",
                false);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int rate : workload.rates()) {
                at(workload.gaps(rate), rate * workload.warmUp(), producer, id, records);
                Histogram micros = at(workload.gaps(rate), rate * workload.seconds(), producer, id, records);
                for (double percentile : new double[] {50, 99}) {
                    Metric metric = new Metric(
                            "Kafka transaction of %d at %,d/s, p%.0f, ms".formatted(records, rate, percentile), "%.1f");
                    results.note(NAME, metric, micros.getValueAtPercentile(percentile) / 1e3);
                }
            }
        }
    }

    private static Histogram at(
            LongSupplier gapNanos, int count, KafkaProducer<byte[], byte[]> producer, String id, int records) {
        Histogram micros = new Histogram(3);
        long due = System.nanoTime();
        for (int i = 0; i < count; i++) {
            LockSupport.parkNanos(due - System.nanoTime());
            long began = System.nanoTime();
            producer.beginTransaction();
            for (int record = 0; record < records; record++) {
                producer.send(new ProducerRecord<>(topic(id, record), 0, new byte[20], new byte[200]));
            }
            producer.commitTransaction();
            micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
            due += gapNanos.getAsLong();
        }
        return micros;
    }

    static String topic(String id, int record) {
        return id + "." + record;
    }
}
