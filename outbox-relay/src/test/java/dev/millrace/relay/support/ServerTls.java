package dev.millrace.relay.support;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Enables TLS on PostgreSQL with a self-signed certificate, until closed. */
public final class ServerTls implements AutoCloseable {
    private static final String PASSWORD = "unimportant";

    private final Outbox database;

    public ServerTls(DevStack stack) throws Exception {
        database = new Outbox(stack, Database.ORDERS);
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tls-");
        KeyStore made = make(directory.resolve("server.p12"));
        Path key = directory.resolve("server.key");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        write(key, "PRIVATE KEY", made.getKey("server", PASSWORD.toCharArray()).getEncoded());
        Path certificate = directory.resolve("server.crt");
        write(certificate, "CERTIFICATE", made.getCertificate("server").getEncoded());
        for (String setting : List.of(
                "ssl_key_file = '%s'".formatted(key), "ssl_cert_file = '%s'".formatted(certificate), "ssl = on")) {
            database.execute(Credentials.SUPERUSER, "ALTER SYSTEM SET " + setting);
        }
        database.execute(Credentials.SUPERUSER, "SELECT pg_reload_conf()");
    }

    private static KeyStore make(Path store) throws IOException, InterruptedException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, base64));
    }

    /** Number of slots that are being read over encrypted connections. */
    public int encryptedReplications() throws SQLException {
        return database.query(
                        Credentials.SUPERUSER,
                        "SELECT pid FROM pg_stat_ssl JOIN pg_replication_slots ON pid = active_pid WHERE ssl")
                .size();
    }

    @Override
    public void close() throws SQLException {
        for (String setting : List.of("ssl", "ssl_key_file", "ssl_cert_file")) {
            database.execute(Credentials.SUPERUSER, "ALTER SYSTEM RESET " + setting);
        }
        database.execute(Credentials.SUPERUSER, "SELECT pg_reload_conf()");
    }
}
