package dev.millrace.relay.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Certificates that a new authority has signed, and their keys, as files.
 *
 * @param authority its certificate
 * @param serverKey in PEM
 * @param server of a server at 127.0.0.1
 * @param clientKey in DER, as PostgreSQL's driver needs it
 */
public record Certificates(Path authority, Path serverKey, Path server, Path clientKey, Path client) {
    private static final String PASSWORD = "unimportant";

    /** @param clientName common name of the client */
    public static Certificates create(String clientName) throws Exception {
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tls-");
        Path file = directory.resolve("all.p12");
        generate(file, "-alias", "authority", "-dname", "CN=authority", "-ext", "bc:c");
        generate(file, "-alias", "server", "-signer", "authority", "-dname", "CN=server", "-ext", "san=ip:127.0.0.1");
        generate(file, "-alias", "client", "-signer", "authority", "-dname", "CN=" + clientName);
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        Path serverKey = directory.resolve("server.key");
        Files.createFile(serverKey, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(serverKey, pem("PRIVATE KEY", key(store, "server")));
        Path clientKey = directory.resolve("client.pk8");
        Files.write(clientKey, key(store, "client"));
        return new Certificates(
                certificate(store, "authority", directory),
                serverKey,
                certificate(store, "server", directory),
                clientKey,
                certificate(store, "client", directory));
    }

    private static void generate(Path store, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + output);
        }
    }

    private static byte[] key(KeyStore store, String alias) throws GeneralSecurityException {
        return store.getKey(alias, PASSWORD.toCharArray()).getEncoded();
    }

    private static Path certificate(KeyStore store, String alias, Path directory)
            throws GeneralSecurityException, IOException {
        return Files.writeString(
                directory.resolve(alias + ".crt"),
                pem("CERTIFICATE", store.getCertificate(alias).getEncoded()));
    }

    private static String pem(String kind, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, base64);
    }
}
