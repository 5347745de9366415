package dev.millrace.chassis.text;

import dev.millrace.chassis.ids.UuidV7;
import dev.millrace.chassis.time.Rfc3339;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

class TextTest {
    /** Accepted text survives a round trip through UTF-8. */
    @Property
    void shouldTakeExactlyWhatUtf8Keeps(@ForAll String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Text.isWellFormed(text)).isEqualTo(new String(utf8, StandardCharsets.UTF_8).equals(text));
    }

    @Property
    void shouldDecodeWhatWasEncoded(@ForAll String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        if (Text.isWellFormed(text)) {
            assertThat(Text.percentDecoded(encoded)).contains(text);
        }
    }

    @Example
    void shouldDecodeNothingThatIsNoUtf8() {
        for (String encoded :
                List.of("%", "%4", "%zz", "%ff", "%c3", "%c3%28", "%ed%a0%80", "%f4%90%80%80", "\ud800")) {
            assertThat(Text.percentDecoded(encoded)).as(encoded).isEmpty();
        }
        assertThat(Text.percentDecoded("a+b%2B")).contains("a+b+");
    }

    @Example
    void shouldReadTimesThatEveryDatabaseKeeps() {
        assertThat(Rfc3339.parse("2026-01-31T12:00:00+01:00")).contains(Instant.parse("2026-01-31T11:00:00Z"));
        for (String none : List.of(
                "", "2026-01-31", "2026-02-30T00:00:00Z", "+10000-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00")) {
            assertThat(Rfc3339.parse(none)).as(none).isEmpty();
        }
    }

    @Example
    void shouldReadIdsAndNumbersInOneFormOnly() {
        UUID id = UuidV7.next();
        assertThat(UuidV7.parse(id.toString())).contains(id);
        assertThat(UuidV7.parse("1-1-1-1-1")).isEmpty();
        assertThat(Numbers.parse("9223372036854775807")).hasValue(Long.MAX_VALUE);
        for (String none : List.of("", "-1", "+1", "9223372036854775808", "\u0665", "1.0")) {
            assertThat(Numbers.parse(none)).as(none).isEmpty();
        }
    }
}
