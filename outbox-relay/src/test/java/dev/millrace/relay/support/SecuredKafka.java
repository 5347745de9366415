package dev.millrace.relay.support;

import dev.millrace.devstack.Reaper;
import dev.millrace.devstack.identity.AccessToken;
import dev.millrace.devstack.identity.Identity;
import dev.millrace.devstack.kafka.Kafka;
import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.Ports;
import dev.millrace.devstack.process.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** A separate Kafka with a second listener, on which clients authenticate over TLS, by SCRAM or with an access token. */
public final class SecuredKafka implements AutoCloseable {
    private static final String USER = "relay";
    private static final String PASSWORD = "relay-password";
    private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.";
    private static final String OAUTH_LOGIN = OAUTH + "OAuthBearerLoginModule required;";
    private static final String CLIENT = "demo"; // of the development issuer, its secret is the same

    private final int securedPort;
    private final Certificates certificates;
    private final ManagedProcess issuer;
    private final ManagedProcess broker;
    private final Reaper reaper;

    private SecuredKafka(Certificates certificates, Path directory, Path identity) {
        this.certificates = certificates;
        this.securedPort = Ports.free();
        String address = "SECURED://127.0.0.1:" + securedPort;
        RunDirectory runDirectory = new RunDirectory(directory);
        issuer = new ManagedProcess(new Identity(Ports.free(), runDirectory), runDirectory);
        int port = Ports.free();
        broker = new ManagedProcess(new Kafka(port, port, runDirectory, listener(address, identity)), runDirectory);
        reaper = Reaper.over(runDirectory);
    }

    private Map<String, String> listener(String address, Path identity) {
        String oauth = "listener.name.secured.oauthbearer.sasl.";
        return Map.ofEntries(
                Map.entry("listeners", address),
                Map.entry("advertised.listeners", address),
                Map.entry("listener.security.protocol.map", "SECURED:SASL_SSL"),
                Map.entry("listener.name.secured.ssl.keystore.type", "PEM"),
                Map.entry("listener.name.secured.ssl.keystore.location", identity.toString()),
                Map.entry("listener.name.secured.sasl.enabled.mechanisms", "SCRAM-SHA-512,OAUTHBEARER"),
                Map.entry("listener.name.secured.scram-sha-512.sasl.jaas.config", LOGIN + ";"),
                Map.entry(oauth + "jaas.config", OAUTH_LOGIN),
                Map.entry(oauth + "server.callback.handler.class", OAUTH + "OAuthBearerValidatorCallbackHandler"),
                Map.entry(oauth + "oauthbearer.jwks.endpoint.url", issuerUrl() + "/jwks"),
                Map.entry(oauth + "oauthbearer.expected.issuer", issuerUrl()),
                Map.entry(oauth + "oauthbearer.expected.audience", AccessToken.AUDIENCE));
    }

    public static SecuredKafka start(Certificates certificates) throws Exception {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "millrace-kafka-");
        Path identity = Files.writeString(
                directory.toAbsolutePath().resolve("server.pem"),
                Files.readString(certificates.serverKey()) + Files.readString(certificates.server()));
        SecuredKafka kafka = new SecuredKafka(certificates, directory, identity);
        kafka.issuer.start();
        kafka.broker.start(); // reads the issuer's keys
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

    /** Client settings for the other listener, with SCRAM. */
    public Map<String, String> settings() {
        Map<String, String> settings = tls();
        settings.put("kafka.sasl.mechanism", "SCRAM-SHA-512");
        settings.put("kafka.sasl.jaas.config", "%s username=\"%s\" password=\"%s\";".formatted(LOGIN, USER, PASSWORD));
        return settings;
    }

    /** Client settings for the other listener, with tokens that the issuer gives this client. */
    public Map<String, String> oauthSettings(String clientSecret) {
        Map<String, String> settings = tls();
        settings.put("kafka.sasl.mechanism", "OAUTHBEARER");
        settings.put("kafka.sasl.jaas.config", OAUTH_LOGIN);
        settings.put("kafka.sasl.login.callback.handler.class", OAUTH + "OAuthBearerLoginCallbackHandler");
        settings.put("kafka.sasl.oauthbearer.token.endpoint.url", issuerUrl() + "/token");
        settings.put("kafka.sasl.oauthbearer.client.credentials.client.id", CLIENT);
        settings.put("kafka.sasl.oauthbearer.client.credentials.client.secret", clientSecret);
        return settings;
    }

    private String issuerUrl() {
        return "http://127.0.0.1:" + issuer.port();
    }

    private Map<String, String> tls() {
        return new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                "127.0.0.1:" + securedPort,
                "kafka.security.protocol",
                "SASL_SSL",
                "kafka.ssl.truststore.type",
                "PEM",
                "kafka.ssl.truststore.location",
                certificates.authority().toString()));
    }

    @Override
    public void close() {
        reaper.close();
    }
}
