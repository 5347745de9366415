package dev.millrace.chassis.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UnknownConfigKeyCheckTest {

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

    @ConfigMapping(prefix = "two-parts.first")
    interface First {
        @WithDefault("1")
        int size();
    }

    @ConfigMapping(prefix = "two-parts.second")
    interface Second {
        @WithDefault("1")
        int age();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MINE_BATCH_SIZE",
                "MINE_OTHER",
                "MINE_ROUTES_ORDER",
                "MINE_ROUTES__ORDER_LINE_",
                "MINE_SOURCES_A_B_JDBC_URL",
                "mine.batch-size",
                "mine.sources.a.jdbc-url",
                "TWO_PARTS_FIRST_SIZE",
                "TWO_PARTS_SECOND_AGE",
                "MINESWEEPER",
                "PATH",
                "java.home"
            })
    void shouldAcceptWhatIsOfAMappingOrOfSomebodyElse(String name) {
        check(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MINE_SERVICE_HOST",
                "MINE_SERVICE_PORT",
                "MINE_SERVICE_PORT_HTTP",
                "MINE_PORT",
                "MINE_PORT_8081_TCP",
                "MINE_PORT_8081_TCP_ADDR"
            })
    void shouldAcceptWhatKubernetesSetsWhenAServiceHasTheNameOfAKey(String name) {
        check(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MINE_BACTH_SIZE",
                "MINE_SOURCES_A_JDBC_URI",
                "MINE_BATCH_SIZE_",
                "mine.bacth-size",
                "TWO_PARTS_THIRD_SIZE",
                "TWO_PARTS_FIRST_AGE",
                "TWO_PARTS_PORTS"
            })
    void shouldRefuseWhatBeginsAsOursAndGoesOnAsNone(String name) {
        assertThatThrownBy(() -> check(name))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("unknown configuration key " + name);
    }

    @Test
    void shouldNameAllThatAreUnknownAndWhatThereIs() {
        assertThatThrownBy(() -> check("MINE_B", "MINE_A"))
                .hasMessageContaining("MINE_A, MINE_B; known keys are mine.batch-size,")
                .hasMessageNotContaining("two-parts");
    }

    /** The test passes no list of mappings: the builder has those that Quarkus found at build time. */
    @Test
    void shouldLookAtEveryMappingOfTheConfigurationBeingMade() {
        SmallRyeConfigBuilder configuration =
                new SmallRyeConfigBuilder().withMapping(First.class).withCustomizers(new UnknownConfigKeyCheck());
        assertThatCode(configuration::build).doesNotThrowAnyException();
        System.setProperty("two-parts.thrid.size", "1");
        try {
            assertThatThrownBy(configuration::build).hasMessageContaining("two-parts.thrid.size");
        } finally {
            System.clearProperty("two-parts.thrid.size");
        }
    }

    private static void check(String... given) {
        UnknownConfigKeyCheck.check(
                Stream.of(Mine.class, First.class, Second.class)
                        .map(ConfigClass::configClass)
                        .toList(),
                Set.of(given));
    }
}
