package dev.millrace.contracts;

import dev.millrace.testsupport.contracts.MessageContract;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The contracts fit the constants, their examples fit their schemas, and the page shows them. */
class MessageContractTest {
    @Test
    void shouldNameEachConstantAndNothingElse() {
        assertThat(MessageContract.of("order-service").topics())
                .isEqualTo(Map.of(
                        OrderEventTypes.TOPIC, constants(OrderEventTypes.class),
                        CustomerCommandTypes.TOPIC, constants(CustomerCommandTypes.class)));
        assertThat(MessageContract.of("customer-service").topics())
                .isEqualTo(Map.of(
                        CustomerEventTypes.TOPIC, constants(CustomerEventTypes.class),
                        OrderReplyTypes.TOPIC, constants(OrderReplyTypes.class)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-service", "customer-service"})
    void shouldGiveExamplesThatAreAsTheirSchemasSay(String producer) {
        MessageContract contract = MessageContract.of(producer);
        contract.topics()
                .values()
                .forEach(types -> types.forEach(type -> {
                    assertThat(contract.examples(type)).as(type).isNotEmpty();
                    contract.examples(type)
                            .forEach(example -> assertThat(contract.violations(type, example))
                                    .as(type)
                                    .isEmpty());
                    assertThat(contract.violations(type, "{}")).as(type).isNotEmpty();
                }));
    }

    /** On failure: {@code cp contracts/target/messages.md docs/messages.md}. */
    @Test
    void shouldBeOnThePage() throws IOException {
        String page =
                MessagesPage.of(List.of(MessageContract.of("order-service"), MessageContract.of("customer-service")));
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("messages.md"), page);
        assertThat(Path.of("..", "docs", "messages.md")).hasContent(page);
    }

    private static Set<String> constants(Class<?> contract) {
        return Arrays.stream(contract.getFields())
                .filter(field -> !field.getName().equals("TOPIC"))
                .map(MessageContractTest::value)
                .collect(Collectors.toSet());
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
