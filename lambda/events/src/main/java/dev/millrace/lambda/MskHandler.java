package dev.millrace.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/**
 * Handles the records of an event source mapping of Amazon MSK or another Kafka. The answer names the records that are
 * to come again; the mapping needs {@code ReportBatchItemFailures}.
 */
@Named("msk")
@ApplicationScoped
class MskHandler implements RequestHandler<KafkaEvent, FailedRecords> {
    private final PartitionReceiver receiver;

    MskHandler(PartitionReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public FailedRecords handleRequest(KafkaEvent event, Context context) {
        return new FailedRecords(event.getRecords().values().stream()
                .flatMap(partition -> receiver.receive(partition).stream())
                .map(FailedRecords.Item::of)
                .toList());
    }
}
