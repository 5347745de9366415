package dev.millrace.customers.persistence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.customers.domain.CreditEventType;

/** Upcasts JSON of older schema versions, one version at a time. */
final class CreditEventUpcasting {
    private CreditEventUpcasting() {}

    static ObjectNode toCurrent(CreditEventType type, int schemaVersion, ObjectNode stored) {
        if (schemaVersion > type.schemaVersion()) {
            throw new IllegalStateException(
                    "An account event of type %s has version %d; this service reads up to %d: a newer release wrote it"
                            .formatted(type.storedName(), schemaVersion, type.schemaVersion()));
        }
        ObjectNode current = stored;
        for (int version = schemaVersion; version < type.schemaVersion(); version++) {
            current = next(type, version, current);
        }
        return current;
    }

    private static ObjectNode next(CreditEventType type, int version, ObjectNode event) {
        if (type == CreditEventType.RESERVED && version == 1) {
            return reservedWithMoney(event);
        }
        throw new IllegalStateException(
                "No step leads from version %d of %s to the next".formatted(version, type.storedName()));
    }

    /** Version 1 was migrated from columns: it has amount and currency side by side, and no saga. */
    private static ObjectNode reservedWithMoney(ObjectNode event) {
        ObjectNode next = event.deepCopy();
        next.remove("currency");
        next.putObject("amount").set("amount", event.required("amount"));
        next.withObjectProperty("amount").set("currency", event.required("currency"));
        next.putNull("sagaId");
        return next;
    }
}
