package dev.millrace.lambda;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import dev.millrace.chassis.messaging.Delivery;
import dev.millrace.chassis.messaging.Dispatcher;
import dev.millrace.chassis.messaging.PoisonMessage;
import dev.millrace.chassis.messaging.TransientDatabaseFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Handles the records of one partition in their order, in one transaction if possible. */
@ApplicationScoped
class PartitionReceiver {
    private static final Logger LOG = Logger.getLogger(PartitionReceiver.class);

    private final Dispatcher dispatcher;

    PartitionReceiver(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * @return the records that have not taken effect. A record that fails by itself does not stop those after it, as
     *     when the service consumes Kafka. Without a database no further record is tried, and the rest is returned.
     */
    List<KafkaEventRecord> receive(List<KafkaEventRecord> records) {
        Map<KafkaEventRecord, Delivery> deliveries = new LinkedHashMap<>();
        List<KafkaEventRecord> failed = new ArrayList<>();
        for (KafkaEventRecord record : records) {
            try {
                dispatcher
                        .read(record.getTopic(), MskRecords.read(record))
                        .ifPresent(delivery -> deliveries.put(record, delivery));
            } catch (PoisonMessage e) {
                LOG.errorf("%s can never take effect: %s", MskRecords.name(record), e.getMessage());
                failed.add(record);
            }
        }
        if (deliveries.size() < 2 || !dispatcher.handleTogether(List.copyOf(deliveries.values()))) {
            failed.addAll(oneByOne(deliveries));
        }
        return failed;
    }

    private List<KafkaEventRecord> oneByOne(Map<KafkaEventRecord, Delivery> deliveries) {
        List<KafkaEventRecord> failed = new ArrayList<>();
        boolean databaseUnavailable = false;
        for (Map.Entry<KafkaEventRecord, Delivery> each : deliveries.entrySet()) {
            Exception failure = databaseUnavailable ? null : handle(each.getValue());
            if (databaseUnavailable || failure != null) {
                failed.add(each.getKey());
            }
            if (failure != null) {
                LOG.errorf(failure, "%s has not taken effect", MskRecords.name(each.getKey()));
                databaseUnavailable = TransientDatabaseFailure.isCauseOf(failure);
            }
        }
        return failed;
    }

    private @Nullable Exception handle(Delivery delivery) {
        try {
            dispatcher.handle(delivery);
            return null;
        } catch (Exception e) {
            return e;
        }
    }
}
