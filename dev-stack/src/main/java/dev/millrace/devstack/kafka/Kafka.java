package dev.millrace.devstack.kafka;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.ProcessSpec;
import dev.millrace.devstack.process.ReadyFile;
import dev.millrace.devstack.process.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Process of a Kafka broker, a JVM of its own. */
public final class Kafka implements ProcessSpec {

    public static final String NAME = "kafka";

    private static final String JVM = "-Xmx160m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
    private static final List<String> FIXED = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS");

    private final int port;
    private final int advertised;
    private final Path data;
    private final Map<String, String> settings;

    public Kafka(int port, RunDirectory runDirectory) {
        this(port, port, runDirectory);
    }

    /** @param advertised port to which clients are sent, such as a proxy's */
    public Kafka(int port, int advertised, RunDirectory runDirectory) {
        this(port, advertised, runDirectory, Map.of());
    }

    /** @param settings of the broker that replace others by their names; listeners come in addition */
    public Kafka(int port, int advertised, RunDirectory runDirectory, Map<String, String> settings) {
        this.port = port;
        this.advertised = advertised;
        this.data = runDirectory.data(NAME);
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<String> command() {
        List<String> arguments =
                new ArrayList<>(List.of(data.toString(), Integer.toString(port), Integer.toString(advertised)));
        settings.forEach((name, value) -> arguments.add(name + "=" + value));
        return Checkout.find().java(KafkaBroker.class, jvmOptions(), arguments);
    }

    private static List<String> jvmOptions() {
        String options = System.getenv().getOrDefault("JAVA_OPTS_KAFKA", JVM);
        return Stream.concat(Stream.of(options.strip().split("\\s+")), FIXED.stream())
                .toList();
    }

    @Override
    public boolean isReady(long pid) {
        return ReadyFile.in(data).isOf(pid);
    }
}
