package dev.millrace.system;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.util.UUID;

/** What the tests read of an order. */
@JsonIgnoreProperties(ignoreUnknown = true)
record OrderSummary(UUID id, String state, Amount total, long version) {
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Amount(BigDecimal amount) {}

    /** Whether credit is held for the order once things are quiet. */
    boolean holdsCredit() {
        return state.equals("APPROVED");
    }
}
