package dev.millrace.chassis.exceptions;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintTest {
    @Test
    void shouldBeTheSameWhenOnlyMessageAndLineDiffer() {
        Fingerprint first = Fingerprint.of(thrown("order 1 is missing"));
        Fingerprint second = Fingerprint.of(moved());
        assertThat(first.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(Fingerprint.of(thrown("order 2 is missing"))).isEqualTo(first);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void shouldBeThatOfTheRootCauseWhenItIsWrapped() {
        RuntimeException root = thrown("deep");
        assertThat(Fingerprint.of(new RuntimeException("outer", root)).type())
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(Fingerprint.of(new RuntimeException(root)).frames())
                .first()
                .isEqualTo(FingerprintTest.class.getName() + ".thrown");
    }

    @Test
    void shouldDifferWhenTheTypeDiffers() {
        assertThat(Fingerprint.of(new IllegalArgumentException()).id())
                .isNotEqualTo(
                        Fingerprint.of(new UnsupportedOperationException()).id());
    }

    @Test
    void shouldNameTheInnermostFrameWhenNoneIsTheProjects() {
        RuntimeException foreign = new IllegalStateException();
        foreign.setStackTrace(new StackTraceElement[] {new StackTraceElement("org.lib.Pool", "take", "Pool.java", 7)});
        assertThat(Fingerprint.of(foreign).frames()).containsExactly("org.lib.Pool.take");
    }

    @Test
    void shouldLeaveOutGeneratedPartsOfNames() {
        RuntimeException generated = new IllegalStateException();
        generated.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("dev.millrace.A_Subclass", "lambda$run$3", "A.java", 1),
            new StackTraceElement("dev.millrace.A$$Lambda/0x01", "get", null, 1)
        });
        assertThat(Fingerprint.of(generated).frames()).containsExactly("dev.millrace.A.run", "dev.millrace.A.get");
    }

    private static RuntimeException thrown(String message) {
        return new IllegalStateException(message);
    }

    private static RuntimeException moved() {
        return new IllegalStateException("elsewhere");
    }
}
