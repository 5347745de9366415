package dev.millrace.chassis.security;

import dev.millrace.chassis.errors.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ActorFilterTest {
    @Test
    void shouldTakeTheSubjectAsItIs() {
        assertThat(ActorFilter.checked("system:serviceaccount:millrace:kafka-source"))
                .isEqualTo("system:serviceaccount:millrace:kafka-source");
        assertThat(ActorFilter.checked("x".repeat(255))).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\ud800", "a\u0000", "a\nb"})
    void shouldNameTheClaimWhenItCannotBeKept(String subject) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> ActorFilter.checked(subject))
                .withMessageContaining("sub");
    }

    @Test
    void shouldRefuseASubjectThatIsTooLong() {
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> ActorFilter.checked("x".repeat(256)));
    }
}
