package dev.millrace.relay.debezium;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BoundedMessagesTest {
    private static final int LONGEST = 10_000;
    private static final String LONG = "x".repeat(20_000);

    @Test
    void shouldPassOnWhatIsShortAsItIs() throws IOException {
        byte[] sent = join(message('R', new byte[4]), row('I', "a", "b"), message('D', new byte[50_000]));
        assertThat(read(sent)).isEqualTo(sent);
    }

    @Test
    void shouldLeaveOutLongValuesOfLongRowOnly() throws IOException {
        byte[] before = row('I', "a", "b");
        byte[] after = row('I', "c", null);
        assertThat(read(join(message('R', new byte[4]), before, row('I', "id", LONG, null, "type"), after)))
                .isEqualTo(join(
                        message('R', new byte[4]),
                        before,
                        message('d', join(head('I'), columns("id", 'u', null, "type"))),
                        after));
    }

    /** Any role that may connect can write a message of this length into the log. */
    @Test
    void shouldLeaveOutContentOfLongMessage() throws IOException {
        byte[] flagsAndPosition = new byte[9];
        byte[] content = LONG.getBytes(UTF_8);
        byte[] prefix = "p\0".getBytes(UTF_8);
        byte[] log = join("w".getBytes(UTF_8), new byte[24], "M".getBytes(UTF_8), flagsAndPosition, prefix);
        byte[] sent = message('d', join(log, number(content.length), content));
        assertThat(read(join(message('R', new byte[4]), sent)))
                .isEqualTo(join(message('R', new byte[4]), message('d', join(log, number(0)))));
    }

    @Test
    void shouldSayWhatCannotBeShortened() throws IOException {
        byte[] sent = message('d', join("w".getBytes(UTF_8), new byte[24], "R".getBytes(UTF_8), new byte[20_000]));
        assertThatThrownBy(() -> read(join(message('R', new byte[4]), sent)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("20026 bytes of kind w R");
    }

    @Test
    void shouldGoOnWhereItWasWhenWaitingIsBrokenOff() throws IOException {
        byte[] sent = join(message('R', new byte[4]), row('I', "id", LONG), row('I', "a", "b"));
        byte[] expected =
                join(message('R', new byte[4]), message('d', join(head('I'), columns("id", 'u'))), row('I', "a", "b"));
        BoundedMessages messages = new BoundedMessages(new Hesitant(sent), LONGEST);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] bytes = new byte[7];
        int count = 0;
        while (count != -1) {
            try {
                read.write(bytes, 0, count);
                count = 0;
                count = messages.read(bytes, 0, bytes.length);
            } catch (SocketTimeoutException nothingYet) {
                assertThat(count).isZero();
            }
        }
        assertThat(read.toByteArray()).isEqualTo(expected);
    }

    /** After an accepted request, or TLS from the first byte. */
    @ParameterizedTest
    @ValueSource(strings = {"S", "G", "\u0016"})
    void shouldPassOnEverythingOnceEncrypted(String first) throws IOException {
        byte[] sent = join(first.getBytes(UTF_8), row('I', "id", LONG), row('I', "id", LONG));
        assertThat(read(sent)).isEqualTo(sent);
    }

    @Test
    void shouldGoOnWhenEncryptionIsRefused() throws IOException {
        byte[] sent = join("N".getBytes(UTF_8), message('R', new byte[4]), row('I', "id", "type"));
        assertThat(read(sent)).isEqualTo(sent);
    }

    private static byte[] read(byte[] sent) throws IOException {
        return new BoundedMessages(new ByteArrayInputStream(sent), LONGEST).readAllBytes();
    }

    private static byte[] row(char kind, String... values) throws IOException {
        return message('d', join(head(kind), columns((Object[]) values)));
    }

    private static byte[] head(char kind) throws IOException {
        return join(new byte[] {'w'}, new byte[24], new byte[] {(byte) kind}, number(16_384), new byte[] {'N'});
    }

    /** @param values texts, null, or the kind of a column without a value */
    private static byte[] columns(Object... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(values.length);
        for (Object value : values) {
            switch (value) {
                case null -> out.writeByte('n');
                case Character kind -> out.writeByte(kind);
                default -> {
                    out.writeByte('t');
                    out.writeInt(value.toString().length());
                    out.writeBytes(value.toString());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] message(char type, byte[] content) throws IOException {
        return join(new byte[] {(byte) type}, number(content.length + 4), content);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    /** Times out once before every byte. */
    private static final class Hesitant extends InputStream {
        private final byte[] bytes;
        private int at;
        private boolean asked;

        Hesitant(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            asked = !asked;
            if (asked) {
                throw new SocketTimeoutException("nothing yet");
            }
            if (at == bytes.length) {
                return -1;
            }
            into[offset] = bytes[at++];
            return 1;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in blocks");
        }
    }
}
