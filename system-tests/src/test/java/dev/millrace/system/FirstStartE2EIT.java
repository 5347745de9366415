package dev.millrace.system;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The first start, on empty databases. */
class FirstStartE2EIT {
    @Test
    void shouldLogNoErrorWhenTheDatabasesAreEmpty() {
        assertThat(Millrace.logsOfTheFirstStart())
                .allSatisfy((service, log) ->
                        assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(" ERROR ")));
    }
}
