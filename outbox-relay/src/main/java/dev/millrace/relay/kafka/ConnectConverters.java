package dev.millrace.relay.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.jspecify.annotations.Nullable;

/**
 * Converts routed records to bytes with the converters that a Kafka Connect worker has. Without a setting, keys are
 * texts, headers are Connect's simple ones, and values depend on the payload: bytes and texts stay as they are, and
 * structures become JSON without schemas.
 */
final class ConnectConverters {
    private final Converter key;
    private final Converter value;
    private final HeaderConverter header;

    /** @param settings such as {@code value.converter} and {@code value.converter.schemas.enable} */
    ConnectConverters(Map<String, String> settings) {
        key = converter(settings, "key.converter", true).orElseGet(() -> texts(true));
        value = converter(settings, "value.converter", false).orElseGet(ByPayload::new);
        header = headerConverter(settings).orElseGet(SimpleHeaderConverter::new);
    }

    static boolean isSetting(String name) {
        return name.matches("(key|value|header)\\.converter(\\..*)?");
    }

    ProducerRecord<byte[], byte[]> record(SourceRecord routed) {
        RecordHeaders headers = new RecordHeaders();
        for (Header each : routed.headers()) {
            headers.add(each.key(), header.fromConnectHeader(routed.topic(), each.key(), each.schema(), each.value()));
        }
        return new ProducerRecord<>(
                routed.topic(),
                routed.kafkaPartition(),
                routed.timestamp(),
                key.fromConnectData(routed.topic(), headers, routed.keySchema(), routed.key()),
                value.fromConnectData(routed.topic(), headers, routed.valueSchema(), routed.value()),
                headers);
    }

    private static Optional<Converter> converter(Map<String, String> settings, String name, boolean isKey) {
        Optional<Converter> converter = named(settings.get(name), Converter.class);
        converter.ifPresent(each -> each.configure(of(settings, name), isKey));
        return converter;
    }

    private static Optional<HeaderConverter> headerConverter(Map<String, String> settings) {
        Optional<HeaderConverter> converter = named(settings.get("header.converter"), HeaderConverter.class);
        Map<String, String> own = of(settings, "header.converter");
        own.put(ConverterConfig.TYPE_CONFIG, "header");
        converter.ifPresent(each -> each.configure(own));
        return converter;
    }

    private static <T> Optional<T> named(@Nullable String className, Class<T> type) {
        return Optional.ofNullable(className).map(name -> create(name, type));
    }

    private static <T> T create(String className, Class<T> type) {
        try {
            return type.cast(Class.forName(className).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "%s is no %s on the class path: %s".formatted(className, type.getSimpleName(), e.getMessage()), e);
        }
    }

    private static Map<String, String> of(Map<String, String> settings, String name) {
        Map<String, String> own = new HashMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(name + ".")) {
                own.put(key.substring(name.length() + 1), value);
            }
        });
        return own;
    }

    private static Converter texts(boolean isKey) {
        StringConverter converter = new StringConverter();
        converter.configure(Map.of(), isKey);
        return converter;
    }

    /** Chooses the converter by the type of the value. */
    private static final class ByPayload implements Converter {
        private final Converter bytes = new ByteArrayConverter();
        private final Converter texts = texts(false);
        private final JsonConverter json = new JsonConverter();

        ByPayload() {
            json.configure(Map.of("schemas.enable", "false"), false);
        }

        @Override
        public void configure(Map<String, ?> settings, boolean isKey) {
            throw new UnsupportedOperationException("it has no settings");
        }

        @Override
        public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
            if (schema == null) {
                return texts.fromConnectData(topic, null, value);
            }
            return switch (schema.type()) {
                case BYTES -> bytes.fromConnectData(topic, schema, value);
                case STRUCT, ARRAY, MAP -> json.fromConnectData(topic, schema, value);
                default -> texts.fromConnectData(topic, schema, value);
            };
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
            throw new UnsupportedOperationException("the relay writes only");
        }
    }
}
