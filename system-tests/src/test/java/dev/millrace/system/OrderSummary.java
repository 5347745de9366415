package dev.millrace.system;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;

/** The properties of an order that the tests read. */
@JsonIgnoreProperties(ignoreUnknown = true)
record OrderSummary(UUID id, String state, Amount total, long version) {
    private static final Set<String> DECIDED = Set.of("APPROVED", "REJECTED", "CANCELLED");

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Amount(BigDecimal amount) {}

    boolean isDecided() {
        return DECIDED.contains(state);
    }

    /** Whether credit is reserved for the order once the system is quiet. */
    boolean holdsCredit() {
        return state.equals("APPROVED");
    }
}
