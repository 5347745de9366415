package dev.millrace.chassis.messaging;

import dev.millrace.chassis.Counter;
import dev.millrace.devstack.Database;
import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.checks.Management;
import dev.millrace.testsupport.probe.KafkaProbe;
import dev.millrace.testsupport.probe.OutboxProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class KafkaMessageReceiverTest {
    private static final String COUNTED = "thing.counted.v1";

    @Inject
    Counter counter;

    @Inject
    EventingConfig config;

    private KafkaProbe kafka;

    @BeforeAll
    static void makeTopics() {
        ThingTopics.make();
    }

    @BeforeEach
    void connect() {
        kafka = new KafkaProbe(DevStackResource.stack().bootstrapServers());
    }

    @AfterEach
    void disconnect() {
        counter.recover();
        kafka.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ce_source, /my service",
        "ce_time, +292278994-08-16T23:00:00Z",
        "ce_time, -0044-03-15T12:00:00Z",
        "ce_time, yesterday",
        "ce_specversion, 7",
        "ce_dataschema, not a uri",
        "ce_id, ''",
        "traceparent, 00-nonsense"
    })
    void shouldGoOnWhenAHeaderIsMalformed(String header, String value) {
        Map<String, String> headers = headers(UUID.randomUUID().toString());
        headers.put(header, value);
        kafka.send(ThingTopics.EVENTS, UUID.randomUUID(), headers, data(UUID.randomUUID()));
        assertThatTheNextOneTakesEffect();
    }

    @Test
    void shouldParkAndGoOnWhenARecordIsNoEvent() {
        kafka.send(new ProducerRecord<>(ThingTopics.EVENTS, null));
        kafka.send(new ProducerRecord<>(ThingTopics.EVENTS, "key", new byte[] {(byte) 0xff, 0}));
        ProducerRecord<String, byte[]> nothing = new ProducerRecord<>(ThingTopics.EVENTS, "\uD800", new byte[0]);
        nothing.headers().add("ce_id", null).add("ce_type", new byte[] {(byte) 0xfe});
        kafka.send(nothing);
        assertThatTheNextOneTakesEffect();
        Management.get("/q/health/live").then().statusCode(200);
        Management.get("/q/metrics").then().body(containsString("messages_dead_letters_total{topic=\"thing.events\"}"));
    }

    @Test
    void shouldParkOnlyTheOneThatFailsAndLetEachOtherTakeEffectOnce() {
        List<UUID> things = Stream.generate(UUID::randomUUID).limit(20).toList();
        UUID failing = things.get(7);
        counter.failOn(failing, () -> new StackOverflowError("a bug"));
        counter.counting().lock();
        try {
            things.forEach(this::send);
        } finally {
            counter.counting().unlock();
        }
        await().until(() -> isCounted(things.getLast()));
        assertThat(things).filteredOn(thing -> !isCounted(thing)).containsExactly(failing);
        await().untilAsserted(() -> assertThat(letters(failing)).hasSize(1));
    }

    @Test
    void shouldTakeEffectOnceWhenItComesTwiceAtOnce() {
        UUID thing = UUID.randomUUID();
        Map<String, String> headers = headers(UUID.randomUUID().toString());
        for (int i = 0; i < 5; i++) {
            kafka.send(ThingTopics.EVENTS, thing, headers, data(thing));
        }
        assertThatTheNextOneTakesEffect();
        assertThat(isCounted(thing)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"25006", "57014", "55P03", "40001", "40P01", "53100"})
    void shouldWaitInsteadOfParkingWhenTimeHealsIt(String state) {
        UUID thing = UUID.randomUUID();
        AtomicInteger left = new AtomicInteger(config.attempts() + 1);
        counter.failOn(
                thing,
                () -> left.getAndDecrement() > 0 ? new IllegalStateException(new SQLException("later", state)) : null);
        send(thing);
        await().until(() -> isCounted(thing));
        assertThat(letters(thing)).isEmpty();
    }

    @Test
    void shouldParkWithoutItsDataWhenThereIsNoRoomForTheReason() {
        String id = UUID.randomUUID().toString();
        Map<String, String> headers = headers(id);
        headers.put("ce_type", "thing.unheard-of.v1");
        int overhead = headers.toString().length() + 200;
        kafka.send(ThingTopics.EVENTS, UUID.randomUUID(), headers, "x".repeat(1024 * 1024 - overhead));
        assertThatTheNextOneTakesEffect();
        assertThat(kafka.committed(ThingTopics.DEAD_LETTERS))
                .filteredOn(letter -> id.equals(KafkaProbe.header(letter, "ce_id")))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).isNull();
                    assertThat(KafkaProbe.header(letter, DeadLetter.OMITTED)).contains("too large");
                    assertThat(KafkaProbe.header(letter, "dead-letter-topic")).isEqualTo(ThingTopics.EVENTS);
                    assertThat(KafkaProbe.header(letter, "dead-letter-reason")).contains("unknown message type");
                });
    }

    @Test
    void shouldWaitWithTheLetterWhenItsTopicIsMissing() {
        ThingTopics.delete(ThingTopics.DEAD_LETTERS);
        UUID failing = UUID.randomUUID();
        AtomicInteger attempts = new AtomicInteger();
        counter.failOn(failing, () -> new IllegalStateException("attempt " + attempts.incrementAndGet()));
        send(failing);
        await().until(() -> attempts.get() == config.attempts());
        UUID behind = UUID.randomUUID();
        send(behind);
        Management.get("/q/health/live").then().statusCode(200);
        ThingTopics.make(ThingTopics.DEAD_LETTERS);
        await().atMost(Duration.ofSeconds(60)).until(() -> isCounted(behind));
        assertThat(letters(failing)).hasSize(1);
        Management.get("/q/health/live").then().statusCode(200);
    }

    private void assertThatTheNextOneTakesEffect() {
        UUID thing = UUID.randomUUID();
        send(thing);
        await().until(() -> isCounted(thing));
    }

    private void send(UUID thing) {
        kafka.send(ThingTopics.EVENTS, thing, COUNTED, data(thing));
    }

    private static Map<String, String> headers(String id) {
        return new HashMap<>(Map.of("ce_id", id, "ce_type", COUNTED, "ce_source", "/test", "ce_specversion", "1.0"));
    }

    private static String data(UUID thing) {
        return "{\"id\": \"%s\", \"what\": \"sheep\"}".formatted(thing);
    }

    private boolean isCounted(UUID thing) {
        return OutboxProbe.of(Database.ORDERS).types(thing).size() == 1;
    }

    private List<ConsumerRecord<String, byte[]>> letters(UUID thing) {
        return kafka.committed(ThingTopics.DEAD_LETTERS).stream()
                .filter(letter -> letter.value() != null
                        && new String(letter.value(), StandardCharsets.UTF_8).contains(thing.toString()))
                .toList();
    }
}
