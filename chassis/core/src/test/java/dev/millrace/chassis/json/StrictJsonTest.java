package dev.millrace.chassis.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.millrace.chassis.errors.InvalidInput;
import dev.millrace.chassis.errors.Violation;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.validator.constraints.CodePointLength;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StrictJsonTest {
    record Item(String text) {}

    record Body(
            UUID id,
            @CodePointLength(max = 3) String text,
            Instant at,
            @Size(max = 2) List<Item> few,
            List<String> any) {}

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    @BeforeEach
    void customize() {
        new StrictJson().customize(json);
    }

    @Test
    void shouldReadWhatIsWithinItsBounds() throws JsonProcessingException {
        Body body = json.readValue("""
                {"id": "01a1fd2f-0000-7000-8000-000000000001", "text": "\uD83C\uDF75\uD83C\uDF75\uD83C\uDF75",
                 "at": "2026-01-31T12:00:00Z", "few": [{"text": "a"}, null], "any": ["a", "b", "c"]}""", Body.class);
        assertThat(body.text()).hasSize(6);
        assertThat(body.at()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(body.few()).containsExactly(new Item("a"), null);
        assertThat(body.any()).hasSize(3);
        assertThat(json.readValue("{\"few\": null, \"id\": null}", Body.class).few())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"text": "abcd"}                                  | text         | must have at most 3 characters
            {"text": "\\ud800"}                               | text         | must be well-formed Unicode text
            {"text": "\\u0000"}                               | text         | must not contain the character U+0000
            {"any": ["a", "\\udfff"]}                         | any[1]       | must be well-formed Unicode text
            {"few": [{}, {"text": "\\ud800"}]}                | few[1].text  | must be well-formed Unicode text
            {"few": [{}, {}, {no JSON                         | few          | must have at most 2 items
            {"id": "1-1-1-1-1"}                               | id           | must be a UUID
            {"id": "AAAAAAAAAAAAAAAAAAAAAA=="}                | id           | must be a UUID
            {"at": "+999999999-12-31T23:59:59Z"}              | at           | must be an RFC 3339 time such as 2026-01-31T12:00:00Z
            {"at": 1e300}                                     | at           | must be an RFC 3339 time such as 2026-01-31T12:00:00Z
            {"few": [{}, {}, {"text": "\\ud800"}]}            | few          | must have at most 2 items
            """)
    void shouldNameWhatIsBeyond(String body, String field, String message) {
        JsonProcessingException refusal =
                catchThrowableOfType(JsonProcessingException.class, () -> json.readValue(body, Body.class));
        assertThat(InvalidInput.unreadable(refusal).violations()).containsExactly(new Violation(field, message));
    }

    @Test
    void shouldRefuseAListThatIsNone() {
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> json.readValue("{\"few\": 1}", Body.class));
    }
}
