package dev.millrace.chassis.logging;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedactionTest {
    @ParameterizedTest
    @CsvSource({
        "no mail to ada.l+x@mail.example.org today, no mail to *** today",
        "Bearer eyJhbGciOi.eyJzdWIiOi.sig-1 was refused, Bearer *** was refused",
        "jdbc:postgresql://db/orders?user=me&password=p4ss&ssl=true, jdbc:postgresql://db/orders?user=me&password=***&ssl=true",
        "order 42 is missing, order 42 is missing"
    })
    void shouldMaskWhatMustNotLeaveTheProcess(String text, String masked) {
        assertThat(Redaction.of(text)).isEqualTo(masked);
    }

    @Test
    void shouldMaskSecretsInJson() {
        assertThat(Redaction.of("{\"password\": \"p4ss\", \"id\": 1}")).isEqualTo("{\"password\": \"***\", \"id\": 1}");
    }
}
