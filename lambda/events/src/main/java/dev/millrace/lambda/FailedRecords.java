package dev.millrace.lambda;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** Answer to an event source mapping with {@code ReportBatchItemFailures}: the records that are to come again. */
@RegisterForReflection
record FailedRecords(List<Item> batchItemFailures) {
    @RegisterForReflection
    record Item(Position itemIdentifier) {
        static Item of(KafkaEventRecord record) {
            return new Item(new Position(record.getTopic() + "-" + record.getPartition(), record.getOffset()));
        }
    }

    /** @param partition topic and number, such as {@code order.events-0} */
    @RegisterForReflection
    record Position(String partition, long offset) {}
}
