package dev.millrace.relay.support;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.devstack.DevStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.awaitility.Awaitility;

/** Makes PostgreSQL demand TLS and a client certificate of the relay's role, until closed. */
public final class ServerTls implements AutoCloseable {
    private static final String RULES = """
            hostnossl all %1$s 127.0.0.1/32 reject
            hostssl all %1$s 127.0.0.1/32 scram-sha-256 clientcert=verify-full
            """.formatted(Credentials.RELAY.username());

    private final Outbox database;
    private final Path rules;
    private final String before;

    public ServerTls(DevStack stack, Certificates certificates) throws SQLException, IOException {
        database = new Outbox(stack, Database.ORDERS);
        for (String setting : List.of(
                "ssl_key_file = '%s'".formatted(certificates.serverKey()),
                "ssl_cert_file = '%s'".formatted(certificates.server()),
                "ssl_ca_file = '%s'".formatted(certificates.authority()),
                "ssl = on")) {
            database.execute(Credentials.SUPERUSER, "ALTER SYSTEM SET " + setting);
        }
        rules = Path.of(database.query(Credentials.SUPERUSER, "SHOW hba_file").getFirst());
        before = Files.readString(rules);
        Files.writeString(rules, RULES + before);
        reload();
        Awaitility.await().until(() -> !isPlainAllowed());
    }

    private void reload() throws SQLException {
        database.execute(Credentials.SUPERUSER, "SELECT pg_reload_conf()");
    }

    private boolean isPlainAllowed() {
        try {
            database.query(Credentials.RELAY, "SELECT 1");
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    /** Number of slots that are being read over encrypted connections with a client certificate. */
    public int encryptedReplications() throws SQLException {
        return database.query(
                        Credentials.SUPERUSER,
                        "SELECT pid FROM pg_stat_ssl JOIN pg_replication_slots ON pid = active_pid WHERE ssl AND client_dn <> ''")
                .size();
    }

    @Override
    public void close() throws SQLException, IOException {
        Files.writeString(rules, before);
        for (String setting : List.of("ssl", "ssl_key_file", "ssl_cert_file", "ssl_ca_file")) {
            database.execute(Credentials.SUPERUSER, "ALTER SYSTEM RESET " + setting);
        }
        reload();
        Awaitility.await().until(this::isPlainAllowed);
    }
}
