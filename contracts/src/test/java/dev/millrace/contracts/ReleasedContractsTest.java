package dev.millrace.contracts;

import dev.millrace.testsupport.contracts.MessageContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the contracts with those of the last release, in {@code released}. A change that breaks a consumer or a
 * client fails unless the contract's major version has increased. {@code contracts/release} takes the present ones over.
 */
class ReleasedContractsTest {
    private static final Path RELEASED = Path.of("released");

    @ParameterizedTest
    @ValueSource(strings = {"order-service", "customer-service"})
    void shouldNotBreakAConsumerOfTheLastRelease(String producer) {
        MessageContract former = MessageContract.in(RELEASED.resolve(producer));
        MessageContract present = MessageContract.of(producer);
        assertThat(present.majorVersion()).isGreaterThanOrEqualTo(former.majorVersion());
        if (present.majorVersion() == former.majorVersion()) {
            assertThat(breaks(former, present)).isEmpty();
        }
    }

    @Test
    void shouldFailWhenAMessageIsGoneOrMovesToAnotherTopic() {
        MessageContract orders = MessageContract.of("order-service");
        MessageContract customers = MessageContract.of("customer-service");
        assertThat(breaks(orders, customers)).contains("order.events no longer has order.created.v1");
    }

    @Test
    void shouldNotBreakAClientOfTheLastRelease() {
        String released = RELEASED.resolve("openapi.yaml").toString();
        ChangedOpenApi changes = OpenApiCompare.fromLocations(released, present());
        int former = major(changes.getOldSpecOpenApi().getInfo().getVersion());
        int major = major(changes.getNewSpecOpenApi().getInfo().getVersion());
        assertThat(major).isGreaterThanOrEqualTo(former);
        assertThat(changes.isIncompatible() && major == former)
                .as("docs/openapi.yaml breaks clients of %s; see openapi-diff, or increase info.version", released)
                .isFalse();
    }

    private static String present() {
        return Path.of("..", "docs", "openapi.yaml").toString();
    }

    private static int major(String version) {
        return Integer.parseInt(version.split("\\.", 2)[0]);
    }

    private static List<String> breaks(MessageContract former, MessageContract present) {
        List<String> breaks = new ArrayList<>();
        former.topics().forEach((topic, types) -> {
            Set<String> kept = present.topics().getOrDefault(topic, Set.of());
            for (String type : new TreeSet<>(types)) {
                if (!kept.contains(type)) {
                    breaks.add(topic + " no longer has " + type);
                    continue;
                }
                SchemaCompatibility.breaks(
                                former.schema(type), present.schema(type), former::referred, present::referred)
                        .forEach(each -> breaks.add(type + ": " + each));
            }
        });
        return breaks;
    }
}
