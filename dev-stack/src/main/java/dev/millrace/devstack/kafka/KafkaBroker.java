package dev.millrace.devstack.kafka;

import dev.millrace.devstack.process.ReadyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.internals.BrokerSecurityConfigs;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Main class of the broker's process: formats its data directory once, starts the broker, creates the topics, and then
 * writes its pid to the ready file.
 */
final class KafkaBroker {

    private static final int NODE = 1;
    private static final int FIRST_SETTING = 3; // index in the arguments

    private KafkaBroker() {}

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        Path log = data.resolve("log");
        int port = Integer.parseInt(args[1]);
        int advertised = Integer.parseInt(args[2]);
        Files.createDirectories(log);
        ReadyFile readyFile = ReadyFile.in(data);
        readyFile.delete();
        if (Files.notExists(log.resolve("meta.properties"))) {
            format(log);
        }
        Map<String, String> settings = BrokerSettings.of(NODE, port, advertised, log);
        Stream.of(args).skip(FIRST_SETTING).forEach(setting -> BrokerSettings.add(settings, setting));
        allowKeysOfTokens(settings);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        TopicProvisioner.create("127.0.0.1:" + port);
        readyFile.write();
        server.awaitShutdown();
    }

    /** Kafka requests no address for OAuth that its settings name, unless a system property names it as well. */
    private static void allowKeysOfTokens(Map<String, String> settings) {
        String addresses = settings.entrySet().stream()
                .filter(setting -> setting.getKey().endsWith(SaslConfigs.SASL_OAUTHBEARER_JWKS_ENDPOINT_URL))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
        System.setProperty(BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_URLS_CONFIG, addresses);
    }

    private static void format(Path log) throws Exception {
        new Formatter()
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .addDirectory(log.toString())
                .setMetadataLogDirectory(log.toString())
                .setPrintStream(System.out)
                .run();
    }
}
