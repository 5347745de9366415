package dev.millrace.customers.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.chassis.money.Money;
import dev.millrace.customers.domain.CreditEvent;
import dev.millrace.customers.domain.CreditEventType;
import dev.millrace.customers.domain.RefusalReason;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CreditEventCodecTest {
    private static final UUID ORDER = UUID.randomUUID();
    private static final UUID SAGA = UUID.randomUUID();
    private static final Money ONE = Money.of("1.00", "EUR");

    private final CreditEventCodec codec = new CreditEventCodec(new ObjectMapper());

    @Test
    void shouldReadWhatItWrites() {
        List<CreditEvent> events = List.of(
                new CreditEvent.Opened(ONE),
                new CreditEvent.Reserved(ORDER, SAGA, ONE),
                new CreditEvent.Changed(ORDER, SAGA, ONE, ONE),
                new CreditEvent.Refused(ORDER, ONE, RefusalReason.CREDIT_LIMIT_EXCEEDED),
                new CreditEvent.ChangeRefused(ORDER, SAGA, ONE),
                new CreditEvent.Released(ORDER, ONE),
                new CreditEvent.Closed(ORDER));
        assertThat(events).extracting(CreditEventType::of).containsExactly(CreditEventType.values());
        assertThat(events).allSatisfy(event -> {
            CreditEventType type = CreditEventType.of(event);
            assertThat(codec.read(type.storedName(), type.schemaVersion(), codec.write(event)))
                    .isEqualTo(event);
        });
    }

    @Test
    void shouldReadAReservationOfTheFirstVersion() {
        String stored = "{\"orderId\": \"%s\", \"amount\": \"1.00\", \"currency\": \"EUR\"}".formatted(ORDER);
        assertThat(codec.read("reserved", 1, stored)).isEqualTo(new CreditEvent.Reserved(ORDER, null, ONE));
    }

    @Test
    void shouldSayThatNewerCodeWroteItWhenTypeOrVersionIsUnknown() {
        assertThatIllegalStateException()
                .isThrownBy(() -> codec.read("reserved", 3, "{}"))
                .withMessageContaining("a newer release wrote it");
        assertThatIllegalStateException()
                .isThrownBy(() -> codec.read("insured", 1, "{}"))
                .withMessageContaining("insured");
    }
}
