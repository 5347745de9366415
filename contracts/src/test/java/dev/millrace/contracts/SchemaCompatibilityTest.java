package dev.millrace.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.testsupport.contracts.MessageContract;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Changes of a real contract, each of which must pass or be named. */
class SchemaCompatibilityTest {
    private static final MessageContract ORDERS = MessageContract.of("order-service");
    private static final JsonNode CREATED = ORDERS.schema(OrderEventTypes.CREATED);

    @Test
    void shouldPassWhenNothingAConsumerReliesOnChanges() {
        assertThat(after(schema -> {})).isEmpty();
        assertThat(after(schema -> fields(schema).putObject("note").put("type", "string")))
                .isEmpty();
        assertThat(after(schema -> {
                    fields(schema).putObject("channel").put("type", "string");
                    required(schema).add("channel");
                }))
                .as("a field that is always there")
                .isEmpty();
        assertThat(after(schema -> field(schema, "owner").put("type", "string").put("maxLength", 100)))
                .as("a narrower value")
                .isEmpty();
        assertThat(after(schema -> schema.put("description", "Other words"))).isEmpty();
    }

    @Test
    void shouldNameTheFieldWhenItIsRemovedRenamedOrNoLongerAlwaysThere() {
        assertThat(after(schema -> fields(schema).remove("owner"))).contains("$.owner is gone");
        assertThat(after(schema -> fields(schema).set("placedAt", fields(schema).remove("createdAt"))))
                .contains("$.createdAt is gone");
        assertThat(after(schema -> required(schema).removeAll().add("orderId")))
                .singleElement()
                .asString()
                .startsWith("$ may lack a field");
    }

    @Test
    void shouldNameTheFieldWhenItsTypeOrItsRangeIsAnother() {
        assertThat(after(schema -> field(schema, "version").put("type", "string")))
                .containsExactly("$.version may have another type: [string] instead of [integer]");
        assertThat(after(schema -> field(schema, "version").remove("minimum")))
                .containsExactly("$.version has another minimum");
        assertThat(after(schema -> field(schema, "owner").put("maxLength", 4_000)))
                .containsExactly("$.owner has another maxLength");
        assertThat(after(schema -> field(schema, "createdAt").put("format", "date")))
                .containsExactly("$.createdAt has another format");
        assertThat(after(schema -> field(schema, "lines").putObject("items").put("type", "string")))
                .contains("$.lines[].sku is gone");
    }

    @Test
    void shouldLookIntoSharedSchemas() {
        ObjectNode renamed = ORDERS.referred("money.json").deepCopy();
        fields(renamed).set("value", fields(renamed).remove("amount"));
        List<String> breaks = SchemaCompatibility.breaks(
                CREATED,
                CREATED,
                ORDERS::referred,
                file -> file.equals("money.json") ? renamed : ORDERS.referred(file));
        assertThat(breaks).contains("$.total.amount is gone", "$.lines[].unitPrice.amount is gone");
    }

    @Test
    void shouldNameANewValueBecauseAConsumerKnowsOnlyTheOldOnes() {
        JsonNode rejected = ORDERS.schema(OrderEventTypes.REJECTED);
        ObjectNode more = rejected.deepCopy();
        ((ArrayNode) more.at("/properties/reason/enum")).add("OUT_OF_STOCK");
        assertThat(SchemaCompatibility.breaks(rejected, more, ORDERS::referred, ORDERS::referred))
                .singleElement()
                .asString()
                .startsWith("$.reason may have another value");
        assertThat(SchemaCompatibility.breaks(more, rejected, ORDERS::referred, ORDERS::referred))
                .isEmpty();
    }

    private static List<String> after(Consumer<ObjectNode> change) {
        ObjectNode changed = CREATED.deepCopy();
        change.accept(changed);
        return SchemaCompatibility.breaks(CREATED, changed, ORDERS::referred, ORDERS::referred);
    }

    private static ObjectNode fields(ObjectNode schema) {
        return (ObjectNode) schema.path("properties");
    }

    private static ObjectNode field(ObjectNode schema, String name) {
        return (ObjectNode) fields(schema).path(name);
    }

    private static ArrayNode required(ObjectNode schema) {
        return (ArrayNode) schema.path("required");
    }
}
