package dev.millrace.chassis.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UnknownVariablesTest {

    @ConfigMapping(prefix = "mine")
    interface Mine {
        @WithDefault("1")
        int batchSize();

        Optional<String> other();

        Map<String, String> routes();

        Map<String, Source> sources();

        interface Source {
            String jdbcUrl();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MINE_BATCH_SIZE",
                "MINE_OTHER",
                "MINE_ROUTES_ORDER",
                "MINE_ROUTES__ORDER_LINE_",
                "MINE_SOURCES_A_B_JDBC_URL",
                "MINESWEEPER",
                "PATH"
            })
    void shouldAcceptVariableWhenItIsOfTheMappingOrOfSomebodyElse(String name) {
        UnknownVariables.check(Mine.class, Map.of(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MINE_BACTH_SIZE", "MINE_SOURCES_A_JDBC_URI", "MINE_BATCH_SIZE_"})
    void shouldRefuseVariableWhenItsPrefixIsOursAndTheRestIsNot(String name) {
        assertThatThrownBy(() -> UnknownVariables.check(Mine.class, Map.of(name, "x")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("unknown environment variable " + name)
                .hasMessageContaining("mine.batch-size");
    }

    @Test
    void shouldNameAllThatAreUnknown() {
        assertThatThrownBy(() -> UnknownVariables.check(Mine.class, Map.of("MINE_B", "x", "MINE_A", "x")))
                .hasMessageContaining("MINE_A, MINE_B");
    }
}
