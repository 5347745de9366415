package dev.millrace.relay.debezium;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PeekableInputTest {
    private final PeekableInput input = new PeekableInput(new ByteArrayInputStream(new byte[] {1, -1, 3}));

    @Test
    void shouldLeavePeekedByteToBeRead() throws IOException {
        input.peek();
        input.peek();
        assertThat(input.available()).isEqualTo(3);
        assertThat(input.read()).isEqualTo(1);
        input.peek();
        assertThat(input.read()).isEqualTo(255);
    }

    @Test
    void shouldReadPeekedByteAndWhatIsThereTogether() throws IOException {
        byte[] bytes = new byte[8];
        input.peek();
        assertThat(input.read(bytes, 2, 6)).isEqualTo(3);
        assertThat(bytes).containsExactly(0, 0, 1, -1, 3, 0, 0, 0);
    }

    @Test
    void shouldLeaveNothingAtEnd() throws IOException {
        input.readNBytes(3);
        input.peek();
        assertThat(input.read()).isEqualTo(-1);
        assertThat(input.read(new byte[4], 0, 4)).isEqualTo(-1);
    }
}
