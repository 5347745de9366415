package dev.millrace.relay.support;

import dev.millrace.devstack.Reaper;
import dev.millrace.devstack.kafka.Kafka;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.Ports;
import dev.millrace.devstack.process.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** A separate Kafka with a second listener, on which clients authenticate by SCRAM over TLS. */
public final class SecuredKafka implements AutoCloseable {
    private static final String USER = "relay";
    private static final String PASSWORD = "relay-password";
    private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    private final int securedPort;
    private final Certificates certificates;
    private final ManagedProcess broker;
    private final Reaper reaper;

    private SecuredKafka(Certificates certificates, Path directory, Path identity) {
        this.certificates = certificates;
        this.securedPort = Ports.free();
        String address = "SECURED://127.0.0.1:" + securedPort;
        RunDirectory runDirectory = new RunDirectory(directory);
        int port = Ports.free();
        broker = new ManagedProcess(
                new Kafka(
                        port,
                        port,
                        runDirectory,
                        Map.of(
                                "listeners",
                                address,
                                "advertised.listeners",
                                address,
                                "listener.security.protocol.map",
                                "SECURED:SASL_SSL",
                                "listener.name.secured.ssl.keystore.type",
                                "PEM",
                                "listener.name.secured.ssl.keystore.location",
                                identity.toString(),
                                "listener.name.secured.sasl.enabled.mechanisms",
                                "SCRAM-SHA-512",
                                "listener.name.secured.scram-sha-512.sasl.jaas.config",
                                LOGIN + ";")),
                runDirectory);
        reaper = Reaper.over(runDirectory);
    }

    public static SecuredKafka start(Certificates certificates) throws Exception {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "millrace-kafka-");
        Path identity = Files.writeString(
                directory.toAbsolutePath().resolve("server.pem"),
                Files.readString(certificates.serverKey()) + Files.readString(certificates.server()));
        SecuredKafka kafka = new SecuredKafka(certificates, directory, identity);
        kafka.broker.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get();
        }
        return kafka;
    }

    /** Of the listener without TLS and authentication. */
    public String bootstrapServers() {
        return "127.0.0.1:" + broker.port();
    }

    /** Client settings for the other listener. */
    public Map<String, String> settings() {
        return Map.of(
                "kafka.bootstrap.servers",
                "127.0.0.1:" + securedPort,
                "kafka.security.protocol",
                "SASL_SSL",
                "kafka.sasl.mechanism",
                "SCRAM-SHA-512",
                "kafka.sasl.jaas.config",
                "%s username=\"%s\" password=\"%s\";".formatted(LOGIN, USER, PASSWORD),
                "kafka.ssl.truststore.type",
                "PEM",
                "kafka.ssl.truststore.location",
                certificates.authority().toString());
    }

    @Override
    public void close() {
        reaper.close();
    }
}
